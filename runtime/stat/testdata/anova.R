source("cases.R"); suppressMessages({library(car); library(effectsize)}); set.seed(6)
options(contrasts = c("contr.sum", "contr.poly"))
# The interval of the noncentrality; R's pf is good to 1e-9 only, so its series is written out.
nf <- function(f, a, b, l) { j <- 0:3000; sum(dpois(j, l / 2) * pbeta(b / (b + a * f), b / 2, a / 2 + j)) }
eta <- function(f, a, b) {
  l <- sapply(c(.025, .975), function(p) if (nf(f, a, b, 0) >= p) 0 else uniroot(function(l) nf(f, a, b, l) - p, c(0, a * f + 10), extendInt = "upX", tol = 1e-12)$root)
  e <- F_to_eta2(f, a, b, ci = .95, alternative = "two.sided")
  out <- c(f * a / (f * a + b), l / (l + b))
  stopifnot(abs(c(e$Eta2_partial, e$CI_low, e$CI_high) - out) < 1e-3)
  out
}
row_of <- function(t, name) c(t[name, "F value"], t[name, "Df"], t["Residuals", "Df"], t[name, "Pr(>F)"])
for (i in 1:4) {
  case <- paste0("one", i); n <- list(c(5, 5, 5), c(3, 8, 5, 4), c(12, 12), c(2, 3, 2))[[i]]
  g <- factor(rep(seq_along(n), n)); y <- draw(length(g), as.numeric(g) * c(.5, .2, 1, 3)[i])
  put("n", n); put("y", y)
  t <- Anova(lm(y ~ g), type = 3); put("F", row_of(t, "g")); put("eta", eta(t["g", "F value"], t["g", "Df"], t["Residuals", "Df"]))
}
# Two and three factors; unbalanced, sums of squares of type III.
for (i in 1:4) {
  case <- paste0("factorial", i); levels <- list(c(2, 2), c(2, 3), c(3, 4), c(2, 2, 3))[[i]]; k <- prod(levels)
  n <- if (i == 1) rep(6, 4) else 2 + (seq_len(k) * 7) %% 4
  g <- rev(expand.grid(lapply(rev(levels), seq_len))); g <- g[rep(seq_len(k), n), , drop = FALSE]; names(g) <- c("a", "b", "c")[seq_along(levels)]
  y <- draw(nrow(g), .5 * g$a + .3 * g$a * g$b)
  put("levels", levels); put("cell", rep(seq_len(k), n) - 1); put("y", y)
  d <- data.frame(y, lapply(g, factor))
  t <- Anova(lm(if (length(levels) == 2) y ~ a * b else y ~ a * b * c, d), type = 3)
  for (e in setdiff(rownames(t), c("(Intercept)", "Residuals"))) put(gsub(":", "", e), row_of(t, e))
}
# Within individuals, with and without groups; unbalanced groups.
for (i in 1:5) {
  case <- paste0("within", i); w <- list(3, 4, c(2, 3), 4, c(3, 2))[[i]]; n <- list(7, 12, 9, c(5, 8), c(4, 6, 5))[[i]]; k <- prod(w)
  g <- factor(rep(seq_along(n), n)); s <- rnorm(length(g))
  y <- sapply(seq_len(k), function(j) round(s + rnorm(length(g), .3 * j + .4 * j * as.numeric(g), .4 + .3 * j), 3))
  put("levels", w); put("n", n); put("y", t(y))
  id <- rev(expand.grid(lapply(rev(w), function(m) factor(seq_len(m))))); names(id) <- c("u", "v")[seq_along(w)]
  m <- if (length(n) == 1) lm(y ~ 1) else lm(y ~ g)
  r <- summary(Anova(m, idata = id, idesign = if (length(w) == 1) ~u else ~u * v, type = 3), multivariate = FALSE)
  u <- r$univariate.tests; p <- r$pval.adjustments
  for (e in setdiff(rownames(u), "(Intercept)")) {
    name <- gsub(":", "", e)
    put(name, u[e, "F value"], u[e, "num Df"], u[e, "den Df"], u[e, "Pr(>F)"])
    if (e %in% rownames(p)) { hf <- min(1, p[e, "HF eps"])
      put(paste0(name, "_gg"), p[e, "GG eps"], p[e, "Pr(>F[GG])"])
      put(paste0(name, "_hf"), hf, pf(u[e, "F value"], hf * u[e, "num Df"], hf * u[e, "den Df"], lower.tail = FALSE)) }
  }
}
# Permutation of one factor: every way, counted.
place <- function(left) {
  if (sum(left) == 0) return(list(integer()))
  do.call(c, lapply(which(left > 0), function(c) { l <- left; l[c] <- l[c] - 1; lapply(place(l), function(s) c(c, s)) }))
}
for (i in 1:3) {
  case <- paste0("permuted", i); n <- list(c(2, 3, 3), c(3, 3, 3), c(2, 2, 2, 2))[[i]]
  g <- rep(seq_along(n), n); y <- draw(length(g), g * .6); if (i == 3) y <- round(y)
  put("n", n); put("y", y)
  f <- function(g) { m <- tapply(y, g, mean); sum(n * (m - mean(y))^2) }
  s <- sapply(place(n), f); put("p", mean(s >= f(g) - 1e-9), length(s))
}
save_cases("anova.csv")
