source("cases.R"); suppressMessages(library(effectsize)); set.seed(7)
p_of <- function(...) suppressWarnings(sapply(sides, function(s) wilcox.test(..., alternative = s)$p.value))
for (i in 1:8) {
  case <- paste0("two", i)
  a <- draw(c(2, 4, 9, 12, 49, 60, 10, 8)[i], c(.4, 1, .5, 0, .3, .3, 1, 9)[i]); b <- draw(c(3, 6, 8, 12, 48, 10, 12, 8)[i])
  if (i == 4 || i == 7) { a <- round(a * 2) / 2; b <- round(b * 2) / 2 }
  put("a", a); put("b", b)
  h <- suppressWarnings(wilcox.test(a, b, conf.int = TRUE))
  put("p", h$statistic, p_of(a, b))
  if (!anyDuplicated(c(a, b)) && max(length(a), length(b)) < 50) put("interval", h$estimate, h$conf.int)
  r <- rank_biserial(a, b, ci = .95); put("effect", r$r_rank_biserial, if (abs(r$r_rank_biserial) < 1) c(r$CI_low, r$CI_high))
}
for (i in 1:7) {
  case <- paste0("pair", i)
  x <- draw(c(3, 6, 11, 20, 49, 55, 12)[i], c(.4, 1, .5, 0, .3, .3, .5)[i]); if (i == 4 || i == 7) x <- round(x * 2) / 2
  put("x", x)
  h <- suppressWarnings(wilcox.test(x, conf.int = TRUE))
  put("p", h$statistic, p_of(x))
  if (!anyDuplicated(abs(x)) && all(x != 0) && length(x) < 50) put("interval", h$estimate, h$conf.int)
  r <- rank_biserial(x, ci = .95); put("effect", r$r_rank_biserial, if (abs(r$r_rank_biserial) < 1) c(r$CI_low, r$CI_high))
}
# Jonckheere-Terpstra: every way to place the values, counted; with ties the statistic is that of Kendall's S, so its
# normal distribution is that of cor.test.
place <- function(left) {
  if (sum(left) == 0) return(list(integer()))
  do.call(c, lapply(which(left > 0), function(c) { l <- left; l[c] <- l[c] - 1; lapply(place(l), function(s) c(c, s)) }))
}
J <- function(y, g) { s <- 0; for (i in seq_along(y)) for (j in seq_along(y)) if (g[i] < g[j]) s <- s + (y[i] < y[j]) + .5 * (y[i] == y[j]); s }
for (i in 1:6) {
  case <- paste0("trend", i)
  n <- list(c(2, 3), c(3, 2, 3), c(2, 2, 2, 2), c(10, 12, 8), c(20, 20, 15), c(5, 6, 7, 5))[[i]]
  g <- rep(seq_along(n), n); y <- draw(length(g), g * c(.5, .4, .8, .2, .1, -.4)[i]); if (i == 4 || i == 6) y <- round(y * 2) / 2
  put("n", n); put("y", y); j <- J(y, g); tau <- cor(y, g, method = "kendall")
  if (i <= 3) { s <- sapply(place(n), function(k) J(y, k)); m <- mean(s)
    put("p", j, tau, mean(abs(s - m) >= abs(j - m) - 1e-9), mean(s >= j), mean(s <= j))
  } else put("p", j, tau, sapply(sides, function(a) cor.test(y, g, method = "kendall", exact = FALSE, alternative = a)$p.value))
}
save_cases("rank.csv")
