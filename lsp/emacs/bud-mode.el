;;; bud-mode.el --- Budgets in the Bud language  -*- lexical-binding: t; -*-

;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; SPDX-License-Identifier: MIT

;;; Commentary:

;; A mode for *.bud files: colours from the tree-sitter grammar, everything else from the language
;; server bud-lsp through Eglot.  The grammar is the library libtree-sitter-bud in the folder tree-sitter
;; of `user-emacs-directory'; without it there are the colours of comments and strings only.

;;; Code:

(require 'treesit)

(defvar bud-mode-syntax-table
  (let ((table (make-syntax-table)))
    (modify-syntax-entry ?# "<" table)
    (modify-syntax-entry ?＃ "<" table)
    (modify-syntax-entry ?\n ">" table)
    (modify-syntax-entry ?\" "\"" table)
    table)
  "The syntax of Bud: comments and strings.")

(defvar bud-mode--font-lock-settings
  (and (treesit-available-p)
       (treesit-font-lock-rules
        :language 'bud :feature 'comment
        '((comment) @font-lock-comment-face)
        :language 'bud :feature 'keyword
        '((keyword) @font-lock-keyword-face
          (attribute) @font-lock-property-name-face)
        :language 'bud :feature 'string
        '((text) @font-lock-string-face
          (path) @font-lock-string-face
          (account_statement name: (name) @font-lock-string-face)
          (budget_statement name: (name) @font-lock-string-face))
        :language 'bud :feature 'escape :override t
        '((escape) @font-lock-escape-face)
        :language 'bud :feature 'constant
        '([(source) (kind) (dimension) (measure) (currency) (rounding) (base) (stage) (zero)]
          @font-lock-constant-face)
        :language 'bud :feature 'definition
        '((unit_statement name: (name) @font-lock-type-face)
          (project_statement name: (name) @font-lock-function-name-face)
          (memo_statement name: (name) @font-lock-variable-name-face))
        :language 'bud :feature 'number
        '([(number) (year) (scale) (code)] @font-lock-number-face)
        :language 'bud :feature 'name
        '((name) @font-lock-variable-use-face)
        :language 'bud :feature 'operator
        '((operator) @font-lock-operator-face)
        :language 'bud :feature 'bracket
        '(["(" ")"] @font-lock-bracket-face)
        :language 'bud :feature 'error :override t
        '([(misspelt) (unexpected) (invalid)] @font-lock-warning-face)))
  "What the nodes of the grammar look like.")

;;;###autoload
(define-derived-mode bud-mode prog-mode "Bud"
  "Major mode for budgets in the Bud language."
  (setq-local comment-start "# ")
  (setq-local comment-start-skip "[#＃]+[ \t]*")
  (setq-local indent-line-function #'ignore)
  (setq-local font-lock-defaults '(nil))
  (when (treesit-ready-p 'bud t)
    (treesit-parser-create 'bud)
    (setq-local treesit-font-lock-settings bud-mode--font-lock-settings)
    (setq-local treesit-font-lock-feature-list
                '((comment keyword definition) (string escape constant) (number name error) (operator bracket)))
    (setq-local treesit-defun-type-regexp "_statement\\'")
    (treesit-major-mode-setup)))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.bud\\'" . bud-mode))

(defvar eglot-server-programs)
(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(bud-mode "bud-lsp")))

(provide 'bud-mode)
;;; bud-mode.el ends here
