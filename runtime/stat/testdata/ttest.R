source("cases.R"); set.seed(1)
# The interval of the shift of a noncentral t; effectsize finds it with a coarser optimizer, so it is checked to 1e-3 only.
shift <- function(t, df) {
  f <- function(p) uniroot(function(d) pt(t, df, d) - p, t + c(-30, 30), tol = 1e-13, extendInt = "downX")$root
  suppressWarnings(c(f(0.975), f(0.025)))
}
J <- function(df) exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
for (i in 1:8) {
  case <- paste0("two", i)
  a <- draw(c(2, 3, 5, 8, 12, 12, 20, 7)[i], c(0, .5, 1, 2, 3, 8, .1, -1)[i], c(1, 1, 1, .3, 1, .7, 2, 1)[i])
  b <- draw(c(2, 4, 5, 6, 12, 12, 30, 19)[i])
  put("a", a); put("b", b); put("constant", if (i %% 2) 0 else 0.25); mu <- if (i %% 2) 0 else 0.25
  for (equal in c(TRUE, FALSE)) {
    name <- if (equal) "student" else "welch"
    h <- t.test(a, b, var.equal = equal, mu = mu)
    put(name, h$statistic, h$parameter, h$p.value, h$conf.int)
    put(paste0(name, "_sides"), sapply(sides[2:3], function(s) t.test(a, b, var.equal = equal, mu = mu, alternative = s)$p.value))
  }
  s <- t.test(a, b, var.equal = TRUE, mu = mu); df <- unname(s$parameter); t <- unname(s$statistic)
  k <- sqrt(1 / length(a) + 1 / length(b)) * J(df)
  g <- c(t * k, shift(t, df) * k)
  if (mu == 0) {
    e <- effectsize::hedges_g(a, b)
    stopifnot(abs(e$Hedges_g - g[1]) < 1e-10, abs(c(e$CI_low, e$CI_high) - g[2:3]) < 1e-3)
  }
  put("hedges", g)
}
for (i in 1:5) {
  case <- paste0("pair", i)
  a <- draw(c(3, 5, 9, 12, 15)[i], c(0, 1, 5, .5, -1)[i]); b <- draw(length(a), 0, 1)
  put("a", a); put("b", b)
  h <- t.test(a, b, paired = TRUE)
  put("paired", h$statistic, h$parameter, h$p.value, h$conf.int)
  df <- length(a) - 1; t <- unname(h$statistic); k <- J(df) / sqrt(length(a))
  e <- effectsize::hedges_g(a, b, paired = TRUE)
  g <- c(t * k, shift(t, df) * k)
  stopifnot(abs(e$Hedges_g - g[1]) < 1e-10, abs(c(e$CI_low, e$CI_high) - g[2:3]) < 1e-3)
  put("hedges", g)
}
# Contrasts of several cells, by a linear model and by Satterthwaite's formula.
for (i in 1:4) {
  case <- paste0("contrast", i)
  w <- list(c(1, -1, -1, 1), c(1, -.5, -.5), c(-3, -1, 1, 3), c(1, -2))[[i]]
  n <- list(c(6, 6, 6, 6), c(5, 7, 9), c(4, 5, 6, 3), c(8, 5))[[i]]
  y <- lapply(seq_along(n), function(k) draw(n[k], k, k / 2))
  put("weights", w); put("n", n); put("y", unlist(y))
  if (length(w) == 2) { y <- Map(`*`, y, abs(w)); w <- sign(w) } # a - 2 b compares a with twice the values of b
  m <- sapply(y, mean); est <- sum(w * m); df <- sum(n) - length(n)
  s2 <- sum(sapply(y, function(v) sum((v - mean(v))^2))) / df
  g <- factor(rep(seq_along(n), n)); fit <- lm(unlist(y) ~ g - 1)
  stopifnot(abs(s2 - sigma(fit)^2) < 1e-10)
  se <- sqrt(s2 * sum(w^2 / n)); t <- est / se
  put("student", t, df, 2 * pt(-abs(t), df), est + c(-1, 1) * qt(.975, df) * se)
  put("hedges", sqrt(sum(w^2 / n)) * J(df) * c(t, shift(t, df)))
  v <- w^2 * sapply(y, var) / n; df <- sum(v)^2 / sum(v^2 / (n - 1)); t <- est / sqrt(sum(v))
  put("welch", t, df, 2 * pt(-abs(t), df), est + c(-1, 1) * qt(.975, df) * sqrt(sum(v)))
}
save_cases("ttest.csv")
