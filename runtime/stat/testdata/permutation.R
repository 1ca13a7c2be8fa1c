source("cases.R"); set.seed(3)
# All null hypotheses that are not rejected at 0.05, by halving; NA where none is rejected, however far.
ends <- function(p, seen, se) {
  end <- function(sign) {
    inside <- 0; outside <- se
    while (p(seen + sign * outside) > .05) { inside <- outside; outside <- 2 * outside; if (outside > 1e4 * se) return(NA) }
    for (i in 1:60) { mid <- (inside + outside) / 2; if (p(seen + sign * mid) > .05) inside <- mid else outside <- mid }
    seen + sign * inside
  }
  c(end(-1), end(1))
}
# Every way to place the values, by hand: the p value is a share of them.
for (i in 1:6) {
  case <- paste0("two", i)
  a <- draw(c(2, 3, 5, 4, 7, 7)[i], c(0, 1, 1, 2, .8, 0)[i]); b <- draw(c(3, 3, 5, 8, 7, 7)[i])
  if (i == 6) { a <- round(a); b <- round(b) }
  put("a", a); put("b", b)
  all <- c(a, b); d <- combn(length(all), length(a), function(k) mean(all[k]) - mean(all[-k])); seen <- mean(a) - mean(b)
  put("p", mean(abs(d) >= abs(seen) - 1e-9), mean(d >= seen - 1e-9), mean(d <= seen + 1e-9))
  k <- combn(length(all), length(a))
  put("ci", ends(function(null) {
    moved <- c(a - null, b)
    means <- colSums(matrix(moved[k], nrow(k))); d <- means / length(a) - (sum(moved) - means) / length(b)
    mean(abs(d) >= abs(seen - null) - 1e-9)
  }, seen, sd(all)))
}
for (i in 1:5) {
  case <- paste0("pair", i)
  x <- draw(c(2, 5, 8, 12, 14)[i], .6); if (i == 3) x <- round(x)
  put("x", x)
  signs <- as.matrix(expand.grid(rep(list(c(1, -1)), length(x)))); m <- signs %*% x / length(x)
  put("p", mean(abs(m) >= abs(mean(x)) - 1e-9), mean(m >= mean(x) - 1e-9), mean(m <= mean(x) + 1e-9))
  put("ci", ends(function(null) mean(abs(signs %*% (x - null) / length(x)) >= abs(mean(x) - null) - 1e-9), mean(x), sd(x)))
}
# A difference of differences: residuals of the additive model, exchanged in every way, with the t of the full model.
for (i in 1:3) {
  case <- paste0("cells", i); n <- list(c(2, 2, 2, 2), c(3, 2, 2, 2), c(3, 3, 4))[[i]]
  w <- list(c(1, -1, -1, 1), c(1, -1, -1, 1), c(1, -.5, -.5))[[i]]
  g <- rep(seq_along(n), n); y <- draw(length(g), g * .7 + 2 * (g == 1))
  put("weights", w); put("n", n); put("y", y)
  m <- tapply(y, g, mean); fit <- m - w / n * sum(w * m) / sum(w^2 / n); e <- y - fit[g]
  tt <- function(v) { m <- tapply(v, g, mean); r <- v - m[g]; sum(w * m) / sqrt(sum(r^2) / (length(v) - length(n)) * sum(w^2 / n)) }
  place <- function(left) { # every sequence of cell numbers
    if (sum(left) == 0) return(list(integer()))
    do.call(c, lapply(which(left > 0), function(c) { l <- left; l[c] <- l[c] - 1; lapply(place(l), function(s) c(c, s)) }))
  }
  stats <- sapply(place(n), function(s) { v <- numeric(length(g)); v[order(g)] <- e[order(s)]; tt(v) })
  seen <- tt(e + 0); put("p", mean(abs(stats) >= abs(seen) - 1e-9), mean(stats >= seen - 1e-9), mean(stats <= seen + 1e-9), length(stats))
  to <- t(sapply(place(n), function(s) order(order(s)))) # where each of the values in the order of cells goes
  average <- sapply(seq_along(n), function(c) (sort(g) == c) / n[c])
  put("ci", ends(function(null) {
    e <- (y - (m - w / n * (sum(w * m) - null) / sum(w^2 / n))[g])[order(g)]
    from <- t(apply(to, 1, order)); v <- matrix(e[from], nrow(from)); means <- v %*% average
    t2 <- drop(means %*% w)^2 / (rowSums(v^2) - drop(means^2 %*% n))
    mean(t2 >= (sum(w * m) - null)^2 / sum((y - m[g])^2) * (1 - 1e-9))
  }, sum(w * m), sd(y)))
}
save_cases("permutation.csv")
