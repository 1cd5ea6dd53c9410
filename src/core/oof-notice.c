/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-notice.h"

/* Mails that nobody expects any more are not sent: about what was planned long before anybody was
 * told, or ended long ago. */
#define RECENT (7 * 86400)

static const char *const roles[] = { [OOF_TOLD_DEPUTY] = "deputy", [OOF_TOLD_PERSON] = "person" };

OofTold *
oof_told_new (const OofAbsence *absence, OofToldRole role, const char *to)
{
  OofTold *self = g_new0 (OofTold, 1);

  self->absence = g_strdup (absence->key);
  self->role = role;
  self->to = g_ascii_strdown (to, -1);
  self->from = oof_absence_dup_from (absence);
  self->until = oof_absence_dup_to (absence);
  self->end = oof_absence_get_range (absence).to;
  return self;
}

OofTold *
oof_told_copy (const OofTold *self)
{
  OofTold *copy = g_memdup2 (self, sizeof *self);

  copy->absence = g_strdup (self->absence);
  copy->to = g_strdup (self->to);
  copy->from = g_strdup (self->from);
  copy->until = g_strdup (self->until);
  return copy;
}

void
oof_told_free (OofTold *self)
{
  g_free (self->absence);
  g_free (self->to);
  g_free (self->from);
  g_free (self->until);
  g_free (self);
}

static gboolean
same_dates (const OofTold *a, const OofTold *b)
{
  return g_strcmp0 (a->from, b->from) == 0 && g_strcmp0 (a->until, b->until) == 0;
}

static gboolean
told_equal (const OofTold *a, const OofTold *b)
{
  return g_str_equal (a->absence, b->absence) && a->role == b->role && g_str_equal (a->to, b->to)
         && same_dates (a, b) && a->end == b->end && a->unsure == b->unsure;
}

gboolean
oof_told_list_equal (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return a == b;
  for (guint i = 0; i < a->len; i++)
    if (!told_equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

const char *
oof_told_role_to_string (OofToldRole role)
{
  return roles[role];
}

gboolean
oof_told_role_from_string (const char *text, OofToldRole *role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_str_equal (roles[i], text))
      {
        *role = i;
        return TRUE;
      }
  return FALSE;
}

void
oof_notice_free (OofNotice *self)
{
  g_free (self->person);
  g_clear_pointer (&self->absence, oof_absence_unref);
  g_clear_pointer (&self->before, oof_told_free);
  g_clear_pointer (&self->after, oof_told_free);
  g_free (self);
}

const OofTold *
oof_notice_get_told (const OofNotice *self)
{
  return self->before != NULL ? self->before : self->after;
}

/* What the search goes through. */
typedef struct
{
  const char *person;
  GPtrArray *told; /* (nullable) */
  const OofOptions *options;
  OofInstant now;
  GPtrArray *notices;
} Search;

/* Takes @after. @absence, @before, @after: (nullable). */
static void
add (Search *search, OofNoticeKind kind, OofAbsence *absence, const OofTold *before, OofTold *after)
{
  OofNotice *notice = g_new0 (OofNotice, 1);

  notice->kind = kind;
  notice->person = g_strdup (search->person);
  notice->absence = absence != NULL ? oof_absence_ref (absence) : NULL;
  notice->before = before != NULL ? oof_told_copy (before) : NULL;
  notice->after = after;
  g_ptr_array_add (search->notices, notice);
}

static gboolean
is_wanted (const Search *search, OofToldRole role)
{
  return role == OOF_TOLD_DEPUTY ? search->options->mail_deputy : search->options->mail_person;
}

/* Whom @absence names in that role now. (nullable) */
static const char *
get_named (const OofAbsence *absence, OofToldRole role)
{
  return role == OOF_TOLD_DEPUTY ? absence->deputy : absence->person;
}

static gboolean
is_live (const OofAbsence *absence, OofInstant now)
{
  return absence->cancelled == OOF_INSTANT_NONE && now < oof_absence_get_range (absence).to;
}

static const OofTold *
find_told (const Search *search, const OofAbsence *absence, OofToldRole role, const char *to)
{
  for (guint i = 0; search->told != NULL && i < search->told->len; i++)
    {
      const OofTold *told = search->told->pdata[i];

      if (told->role == role && g_str_equal (told->absence, absence->key)
          && g_ascii_strcasecmp (told->to, to) == 0)
        return told;
    }
  return NULL;
}

/* Somebody whom a living absence names. */
static void
look_at_named (Search *search, OofAbsence *absence, OofToldRole role)
{
  const char *to = get_named (absence, role);
  const OofTold *told;
  OofTold *after;
  gboolean news;

  if (to == NULL || !is_wanted (search, role) || !is_live (absence, search->now))
    return;
  told = find_told (search, absence, role, to);
  after = oof_told_new (absence, role, to);
  news =
      search->told != NULL
      || (absence->created_at != OOF_INSTANT_NONE && search->now - absence->created_at <= RECENT);
  if (told == NULL)
    add (search, news ? OOF_NOTICE_NAMED : OOF_NOTICE_NONE, absence, NULL, after);
  else if (!same_dates (told, after))
    add (search, OOF_NOTICE_CHANGED, absence, told, after);
  else
    {
      after->unsure = told->unsure;
      add (search, OOF_NOTICE_NONE, absence, told, after);
    }
}

static OofAbsence *
find_absence (GPtrArray *absences, const char *key)
{
  for (guint i = 0; i < absences->len; i++)
    if (g_str_equal (((OofAbsence *) absences->pdata[i])->key, key))
      return absences->pdata[i];
  return NULL;
}

static gboolean
is_over (const OofAbsence *absence, OofInstant now)
{
  return absence->cancelled == OOF_INSTANT_NONE && oof_absence_get_range (absence).to <= now;
}

/* Somebody who was told, and is named no longer. @absence: (nullable). */
static void
look_at_told (Search *search, const OofTold *told, OofAbsence *absence, gboolean gone)
{
  OofNoticeKind kind = OOF_NOTICE_NONE;

  if (absence == NULL && !gone && told->end > search->now)
    {
      add (search, OOF_NOTICE_NONE, NULL, told, oof_told_copy (told));
      return;
    }
  if (absence != NULL && is_over (absence, search->now))
    {
      if (search->now - oof_absence_get_range (absence).to <= RECENT)
        kind = OOF_NOTICE_ENDED;
    }
  else if (told->end > search->now)
    kind = OOF_NOTICE_WITHDRAWN;
  add (search, is_wanted (search, told->role) ? kind : OOF_NOTICE_NONE, absence, told, NULL);
}

static gboolean
is_still_named (const Search *search, const OofTold *told, const OofAbsence *absence)
{
  const char *named = absence != NULL ? get_named (absence, told->role) : NULL;

  return named != NULL && is_wanted (search, told->role) && is_live (absence, search->now)
         && g_ascii_strcasecmp (named, told->to) == 0;
}

GPtrArray *
oof_notice_list (const char *person,
                 GPtrArray *absences,
                 GPtrArray *told,
                 GHashTable *gone,
                 const OofOptions *options,
                 OofInstant now)
{
  Search search = { person, told, options, now,
                    g_ptr_array_new_with_free_func ((GDestroyNotify) oof_notice_free) };

  for (guint i = 0; i < absences->len; i++)
    for (OofToldRole role = OOF_TOLD_DEPUTY; role <= OOF_TOLD_PERSON; role++)
      look_at_named (&search, absences->pdata[i], role);
  for (guint i = 0; told != NULL && i < told->len; i++)
    {
      const OofTold *entry = told->pdata[i];
      OofAbsence *absence = find_absence (absences, entry->absence);

      if (!is_still_named (&search, entry, absence))
        look_at_told (&search, entry, absence,
                      gone != NULL && g_hash_table_contains (gone, entry->absence));
    }
  return search.notices;
}
