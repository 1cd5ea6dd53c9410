/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/oof-session.h"

G_BEGIN_DECLS

/* What the Templates place says of a template. (transfer full) */

/* "HTML · German, English · only Vertrieb". */
char *oof_template_words_form (const OofTemplate *tmpl);
/* "2 groups, 3 absences", "not used". */
char *oof_template_words_uses (OofSession *session, const char *name);
/* "the groups Produktion, Vertrieb, the subject Messe, absences of Anna Meier and 3 others"; NULL:
 * nobody. (nullable) */
char *oof_template_words_users (OofSession *session, const OofTemplate *tmpl);
/* "all groups", "Vertrieb, Einkauf", "4 groups". @groups: (nullable) */
char *oof_template_words_groups (const char *const *groups);
/* "24 Nov 2026, 14:02, Anna Meier": when and by whom it was saved. */
char *oof_template_words_saved (OofSession *session, OofInstant saved_at, const char *saved_by);

G_END_DECLS
