source("cases.R")
for (t in c(-3, 0, .01, .7, 2, 9, 60)) for (df in c(1, 2.5, 10, 300)) {
  case <- paste0("t", t, "_", df); put("t", t, df, pt(t, df, lower.tail = FALSE))
}
for (p in c(.001, .025, .3, .5, .975, .9999)) for (df in c(1, 3.3, 20, 1000)) {
  case <- paste0("tq", p, "_", df); put("tq", p, df, qt(p, df))
}
for (f in c(.01, 1, 4, 30, 500)) for (d in list(c(1, 1), c(2, 9), c(5, 40), c(1.7, 22.4))) {
  case <- paste0("f", f, "_", d[1]); put("f", f, d, pf(f, d[1], d[2], lower.tail = FALSE))
}
# R computes upper tails of the noncentral t as a difference; where they are small only their absolute error is small.
for (t in c(-2, 0, 1, 3, 10, 45)) for (df in c(1, 4, 22, 200)) for (d in c(-1, 0, .5, 3, 12, 35)) {
  case <- paste0("nt", t, "_", df, "_", d); put("nt", t, df, d, suppressWarnings(1 - pt(t, df, d)))
}
# R stops its series for the noncentral F at 1e-9, so it is written out here.
for (f in c(.2, 1, 5, 40, 900)) for (d in list(c(1, 5), c(3, 20), c(7, 90))) for (l in c(0, .3, 4, 25, 150, 5000)) {
  j <- 0:5000; x <- d[2] / (d[2] + d[1] * f)
  p <- sum(dpois(j, l / 2) * pbeta(x, d[2] / 2, d[1] / 2 + j)); stopifnot(abs(p - 1 + pf(f, d[1], d[2], l)) < 3e-9)
  case <- paste0("nf", f, "_", d[1], "_", l); put("nf", f, d, l, p)
}
save_cases("distribution.csv")
