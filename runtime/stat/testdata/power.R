source("cases.R"); suppressMessages(library(pwr))
for (n in c(2, 5, 12, 60)) for (d in c(-.4, 0, .3, 1.2, 4)) {
  case <- paste0("t", n, "_", d); put("nd", n, d)
  put("two", sapply(sides, function(s) pwr.t.test(n, d, .05, alternative = s)$power))
  put("one", sapply(sides, function(s) pwr.t.test(n, d, .01, type = "paired", alternative = s)$power))
  put("uneven", sapply(sides, function(s) pwr.t2n.test(n, n + 7, d, .05, alternative = s)$power))
}
for (d in c(.3, .8, 1.2, 2)) for (p in c(.8, .95)) {
  case <- paste0("size", d, "_", p); put("dp", d, p)
  put("n", ceiling(pwr.t.test(d = d, power = p)$n), ceiling(pwr.t.test(d = d, power = p, type = "paired", alternative = "greater")$n))
}
save_cases("power.csv")
