source("cases.R"); set.seed(2)
for (i in 1:6) {
  case <- paste0("p", i)
  p <- list(.03, c(.01, .04, .03), c(.05, .05, .05, 1), round(runif(7), 4), round(runif(12)^3, 5), c(1e-12, 1e-3, .2, 1e-12, 0))[[i]]
  put("p", p)
  put("bonferroni", p.adjust(p, "bonferroni")); put("holm", p.adjust(p, "holm")); put("bh", p.adjust(p, "BH"))
}
save_cases("correct.csv")
