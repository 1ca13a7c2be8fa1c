source("cases.R"); set.seed(9)
for (i in 1:5) {
  case <- paste0("sample", i); x <- draw(c(2, 3, 10, 31, 12)[i], c(0, 0, 5, -2, 1e5)[i]); put("x", x)
  put("moments", mean(x), sd(x), sd(x) / sqrt(length(x)), t.test(x)$conf.int, t.test(x, conf.level = .9)$conf.int)
  put("quantiles", quantile(x, c(0, .025, .1, .25, .5, .77, 1), type = 7))
}
for (k in list(c(0, 5), c(1, 5), c(5, 5), c(40, 100), c(199, 200), c(3, 1000))) {
  case <- paste0("share", k[1], "_", k[2]); put("kn", k)
  put("wilson", prop.test(k[1], k[2], correct = FALSE)$conf.int)
}
# Equivalence by two one-sided tests, with a margin in the unit and with one that is a share of b.
for (i in 1:4) {
  case <- paste0("tost", i); a <- draw(c(6, 12, 9, 20)[i], 5.1, c(1, .2, .4, .6)[i]); b <- draw(c(6, 12, 14, 20)[i], 5, c(1, .2, .5, .6)[i])
  put("a", a); put("b", b)
  put("welch", max(t.test(a, b, mu = -.3, alternative = "greater")$p.value, t.test(a, b, mu = .3, alternative = "less")$p.value))
  put("student", max(t.test(a, b, mu = -.3, alternative = "greater", var.equal = TRUE)$p.value, t.test(a, b, mu = .3, alternative = "less", var.equal = TRUE)$p.value))
  put("share", max(t.test(a, .85 * b, alternative = "greater")$p.value, t.test(a, 1.15 * b, alternative = "less")$p.value))
  if (length(a) == length(b)) {
    put("paired", max(t.test(a, b, mu = -.3, alternative = "greater", paired = TRUE)$p.value, t.test(a, b, mu = .3, alternative = "less", paired = TRUE)$p.value))
  }
}
save_cases("moment.csv")
