source("cases.R"); suppressMessages(library(boot)); set.seed(4)
for (i in 1:4) {
  case <- paste0("bca", i)
  a <- draw(c(8, 12, 5, 10)[i], 2); b <- round(rexp(c(8, 12, 9, 1)[i]), 3)
  if (i == 4) b <- numeric()
  put("a", a); put("b", b)
  d <- data.frame(y = c(a, b), g = rep(1:2, c(length(a), length(b))))
  stat <- function(d, k) { y <- d$y[k]; if (length(b)) mean(y[d$g == 1]) - mean(y[d$g == 2]) else mean(y) }
  r <- boot(d, stat, R = 999, strata = d$g)
  L <- c((a - mean(a)) / length(a), if (length(b)) -(b - mean(b)) / length(b))
  put("t", r$t); put("t0", r$t0); put("L", L)
  put("ci", boot.ci(r, type = "bca", L = L)$bca[4:5])
}
save_cases("bootstrap.csv")
