;;; protoexp-mode.el --- Scripts of learning experiments  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "26.1"))
;; Keywords: languages
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; Colours, layout and, through eglot (in Emacs from 29 on), the language server:
;;
;;   (load "/path/to/protoexp-mode.el")
;;   (add-hook 'protoexp-mode-hook #'eglot-ensure)
;;
;; The lists of words are made from the tables of the language by: UPDATE=1 go test ./cmd/protoexp/editors

;;; Code:

(defgroup protoexp nil "Scripts of learning experiments." :group 'languages)

(defcustom protoexp-command "protoexp" "The program." :type 'string)

(defconst protoexp--words
  '(
;; words: statements joined by quotes, (statements "%s")
(statements "compartments" "variability" "checkpoint" "experiment" "modulator" "structure" "diagnose" "effector" "stimulus" "batches" "circuit" "connect" "explore" "learner" "measure" "predict" "primary" "scatter" "synapse" "assign" "expect" "factor" "inject" "neuron" "phases" "record" "remove" "repeat" "report" "within" "agent" "allow" "apply" "clamp" "drive" "every" "group" "param" "print" "prune" "spike" "sweep" "table" "each" "fire" "grow" "omit" "pair" "peek" "plan" "plot" "rest" "role" "rule" "seed" "sham" "wash" "when" "cut" "for" "let" "use" "var" "why" "if" "on")
;; end
;; words: properties joined by quotes, (properties "%s")
(properties "compartment" "conductance" "probability" "clearance" "interval" "recovery" "releases" "senses" "weight" "delay" "pairs" "into" "part" "step")
;; end
;; words: modifiers joined by quotes, (modifiers "%s")
(modifiers "unreinforced" "mannwhitney" "permutation" "bonferroni" "electrical" "jonckheere" "reinforced" "balanced" "shuffled" "smallest" "wilcoxon" "against" "between" "correct" "current" "exclude" "heatmap" "receive" "washout" "blocks" "margin" "random" "alpha" "anova" "batch" "blind" "curve" "every" "fixed" "force" "latin" "level" "order" "power" "steps" "until" "welch" "auto" "cell" "dose" "else" "from" "holm" "over" "rate" "reps" "stop" "with" "fdr" "for" "off" "per" "at" "by" "in")
;; end
;; words: operators joined by quotes, (operators "%s")
(operators "and" "not" "is" "of" "or")
;; end
;; words: functions joined by quotes, (functions "%s")
(functions "correlation" "interaction" "latency" "uniform" "normal" "clamp" "log10" "noise" "other" "round" "trend" "area" "epsp" "main" "mean" "peak" "sqrt" "tanh" "time" "abs" "cos" "exp" "log" "max" "min" "sin" "sum")
;; end
;; words: units joined by quotes, (units "%s")
(units "Gohm" "Mohm" "kohm" "kHz" "kPa" "min" "ohm" "Hz" "Pa" "cm" "dB" "mA" "mM" "mN" "mS" "mV" "mm" "ms" "nA" "nF" "nM" "nS" "nm" "ns" "pA" "pF" "uA" "uF" "uM" "uN" "uS" "uV" "um" "us" "A" "F" "M" "N" "S" "V" "d" "g" "h" "s" "w")
;; end
    )
  "Words of the language by kind.")

(defun protoexp--any (kind)
  "A regular expression for the words of a KIND."
  (regexp-opt (cdr (assq kind protoexp--words))))

(defconst protoexp-font-lock-keywords
  (let ((begin "\\(?:^\\|[;{|]\\)[ \t]*")
        (number "\\_<[0-9]+\\(?:\\.[0-9]+\\)?\\(?:e[-+]?[0-9]+\\)?"))
    `((,(concat begin "\\([A-Za-z_][A-Za-z0-9_]*\\)[ \t]*:") 1 font-lock-variable-name-face)
      (,(concat begin "\\(?:[A-Za-z_][A-Za-z0-9_]*[ \t]*:[ \t]*\\)?\\(" (protoexp--any 'statements) "\\)\\_>") 1 font-lock-keyword-face)
      (,(concat begin "\\(" (protoexp--any 'properties) "\\)\\_>") 1 font-lock-keyword-face)
      (,(concat "\\_<" (regexp-opt '("omit" "pair" "peek" "scatter" "expect" "fire" "inject" "clamp" "spike" "when" "within")) "\\_>") . font-lock-keyword-face)
      (,(concat begin "\\(?:[A-Za-z_][A-Za-z0-9_]*[ \t]*:[ \t]*\\)?\\([A-Za-z_][A-Za-z0-9_]*\\)\\_>[ \t]*\\(?:[^-+*/=|. \t]\\|$\\)") 1 font-lock-function-name-face)
      ("\\_<\\(?:omit\\|pair\\|peek\\|with\\)[ \t]+\\([A-Za-z_][A-Za-z0-9_]*\\)\\_>" 1 font-lock-function-name-face)
      (,(concat number "\\(?: ?%\\|" (protoexp--any 'units) "[0-9a-z.]*\\_>\\)?") . font-lock-constant-face)
      ("\\_<x[0-9]+\\_>\\|×[0-9]+" . font-lock-constant-face)
      ("\\.\\([A-Za-z_][A-Za-z0-9_]*\\)" 1 font-lock-variable-name-face)
      (,(concat "\\_<\\(" (protoexp--any 'functions) "\\)(") 1 font-lock-builtin-face)
      (,(concat "\\_<" (protoexp--any 'operators) "\\_>") . font-lock-keyword-face)
      (,(concat "\\_<" (protoexp--any 'modifiers) "\\_>") . font-lock-builtin-face)))
  "What is coloured, and how.")

(defvar protoexp-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?_ "_" table)
    (modify-syntax-entry ?\" "\"" table)
    (dolist (c '(?+ ?- ?* ?/ ?^ ?< ?> ?= ?~ ?% ?|)) (modify-syntax-entry c "." table))
    table))

(defun protoexp-indent-line ()
  "Two blanks for each block around."
  (interactive)
  (let ((depth (save-excursion
                 (beginning-of-line)
                 (- (car (syntax-ppss)) (if (looking-at "[ \t]*[]})]") 1 0)))))
    (save-excursion (indent-line-to (* 2 (max 0 depth))))
    (when (< (current-column) (current-indentation)) (back-to-indentation))))

(defun protoexp-run ()
  "Run this script."
  (interactive)
  (save-buffer)
  (compile (concat protoexp-command " run " (shell-quote-argument buffer-file-name))))

;;;###autoload
(define-derived-mode protoexp-mode prog-mode "protoexp"
  "Scripts of learning experiments."
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "#+ *")
  (setq-local indent-line-function #'protoexp-indent-line)
  (setq-local indent-tabs-mode nil)
  (setq-local compile-command (concat protoexp-command " check " (shell-quote-argument (or buffer-file-name ""))))
  (setq-local font-lock-defaults '(protoexp-font-lock-keywords)))

(define-key protoexp-mode-map (kbd "C-c C-c") #'protoexp-run)

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.proto-exp\\'" . protoexp-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs `(protoexp-mode . (,protoexp-command "lsp"))))

(provide 'protoexp-mode)
;;; protoexp-mode.el ends here
