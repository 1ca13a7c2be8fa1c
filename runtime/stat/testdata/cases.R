# Writes cases for the tests of runtime/stat: one line each of case, name, numbers. To renew all of them:
#   cd runtime/stat/testdata && for f in *.R; do Rscript $f; done
# Made with R 4.2.2, car 3.1-1, effectsize 0.8.3, afex 1.2-1, pwr 1.3-0.
lines <- c("case,name,values")
case <- ""
put <- function(name, ...) {
  v <- unlist(list(...))
  lines <<- c(lines, paste(case, name, paste(sprintf("%.17g", as.numeric(v)), collapse = " "), sep = ","))
}
save_cases <- function(file) writeLines(lines, file)
# Numbers with few digits, so that inputs are the same in both languages.
draw <- function(n, mean = 0, sd = 1) round(rnorm(n, mean, sd), 3)
sides <- c("two.sided", "greater", "less")
