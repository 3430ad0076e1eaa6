# Translations of clauses

translation-languages = Languages
translation-original = As it was written
translation-by = Translated by { $name } on { $day }.
translation-stale = the original has changed since
translation-missing = not translated yet
translation-mend-link = Mend the translation
translation-title = Translate a clause
translation-lead = In words that people use at home. It says of which wording it is, so that everybody sees when the original has changed since.
translation-language = Into which language?
translation-text = The clause
translation-then = then …
translation-because = because …
translation-difference = What will be different?
translation-send = Keep this translation
done-clause-translated = Kept. Whoever reads that language sees it.
told-clause-translated = translated a clause: { $title }
