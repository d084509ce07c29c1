"""Words that say of a date what happened then, in the languages that pages print them in."""

import re

# What newsrooms do when an article first appears.
_PUBLISHED = (
    r"(?:first |originally )?published|posted|released|issued|created|date|veröffentlicht|veröffentlichung|erschienen|"
    r"erstellt|publiziert|eingestellt|datum|publiée?|parue?|mise? en ligne|posté|créée?|publicad[oa]|publicación|"
    r"publicação|fecha|creado|criado|pubblicat[oa]|gepubliceerd|geplaatst|publiceret|udgivet|offentliggjort|publisert|"
    r"publicera[dt]|julkaistu|опубликован[оа]?|дата|опубліковано|публикувано|objavljeno|opublikowan[oay]|publikováno|"
    r"zveřejněno|vydáno|publikované|zverejnené|közzétéve|megjelent|publicat|δημοσιεύ\w+|δημοσίευση|yayın\w*|"
    r"oluşturulma|giriş|paskelbta|publicēts|avaldatud|diterbitkan|dipublikasikan|ngày đăng|입력|등록|승인|게재|"
    r"公開日?|掲載日?|配信|投稿日?|تاريخ النشر|نشر|פורסם"
)
_UPDATED = (
    r"(?:last )?(?:updated|modified|edited|revised|changed)|update|aktualisiert|aktualisierung|geändert|bearbeitet|"
    r"letzte änderung|zuletzt|stand|mise? à jour|modifiée?|actualizad[oa]|actualización|última modificación|"
    r"modificad[oa]|atualizad[oa]|atualização|aggiornat[oa]|aggiornamento|bijgewerkt|gewijzigd|opdateret|oppdatert|"
    r"uppdatera[dt]|ändrad|päivitetty|muokattu|обновлен[оа]?|изменен[оа]?|оновлено|обновена|ažurirano|"
    r"zaktualizowan[oay]|aktualizacja|aktualizováno|aktualizované|upraveno|frissítve|módosítva|actualizat|"
    r"ενημερώ\w+|ενημέρωση|güncelle\w*|atnaujinta|atjaunots|uuendatud|diperbarui|cập nhật|수정|更新日?|修正|"
    r"آخر تحديث|עודכן"
)
PUBLISHED = re.compile(rf"(?<!\w)(?:{_PUBLISHED})(?!\w)|опубликован|δημοσι|입력|등록", re.IGNORECASE)
UPDATED = re.compile(rf"(?<!\w)(?:{_UPDATED})(?!\w)|更新|修改|수정", re.IGNORECASE)
# Of a line with several, each with the date it stands before.
LABELS = re.compile(
    rf"(?<!\w)(?:(?P<published>{_PUBLISHED})|(?P<updated>{_UPDATED}))(?!\w)(?:\s(?:on|at|am|le|el|il|em|den|op|um))?\s*:?",
    re.IGNORECASE,
)
# Sentences that blog systems close a post with.
POSTED = re.compile(
    r"^(?:this (?:entry|post|article) was (?:posted|published|written)|posted (?:on|in)|"
    r"(?:dieser|der) (?:beitrag|eintrag|artikel) wurde|(?:geschrieben|veröffentlicht) am|"
    r"cette entrée a été publiée|ce billet a été posté|esta entrada fue publicada|este artigo foi publicado|"
    r"esta entrada foi publicada|questo (?:articolo|post) è stato pubblicato|dit bericht (?:werd|is) geplaatst|"
    r"denne (?:artikel|artikkelen) (?:er|ble|blev))\b",
    re.IGNORECASE,
)
