/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-conflict.h"

#include "core/oof-error.h"

static GPtrArray *
new_absences (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oof_absence_unref);
}

static OofConflictPlan *
conflict_plan_new (void)
{
  OofConflictPlan *self = g_new0 (OofConflictPlan, 1);

  self->changed = new_absences ();
  self->added = new_absences ();
  self->cancelled = new_absences ();
  return self;
}

void
oof_conflict_plan_free (OofConflictPlan *self)
{
  g_ptr_array_unref (self->changed);
  g_ptr_array_unref (self->added);
  g_ptr_array_unref (self->cancelled);
  g_free (self);
}

static gboolean
is_day_start (const char *zone, OofInstant instant)
{
  return oof_zone_day_start (zone, oof_zone_day_of (zone, instant)) == instant;
}

/* Days stay days where they can: an absence of an hour in the middle leaves two
 * by the hour. */
static void
set_range (OofAbsence *self, OofRange range)
{
  gboolean endless = range.to == OOF_INSTANT_FOREVER;

  if (self->all_day && is_day_start (self->zone, range.from)
      && (endless || is_day_start (self->zone, range.to)))
    {
      self->first_day = oof_zone_day_of (self->zone, range.from);
      if (!endless)
        self->last_day = oof_zone_day_of (self->zone, range.to - 1);
    }
  else
    {
      self->all_day = FALSE;
      self->window = range;
    }
  self->open_end = endless;
}

/* What is left of @other behind the new one, as an absence of its own. */
static OofAbsence *
create_rest (const OofAbsence *other, OofRange range)
{
  g_autoptr (OofAbsence) fresh = oof_absence_new (other->person, other->zone);
  OofAbsence *rest = oof_absence_copy (other);

  g_free (rest->key);
  rest->key = g_strdup (fresh->key);
  rest->rev = 0;
  g_clear_pointer (&rest->document, g_free);
  g_ptr_array_set_size (rest->moved, 0);
  set_range (rest, range);
  return rest;
}

static gboolean
resolve_one (
    OofConflictPlan *self, OofAbsence *other, OofRange taken, OofOnConflict how, GError **error)
{
  OofRange range = oof_absence_get_range (other);
  OofRange before = { range.from, taken.from };
  OofRange behind = { taken.to, range.to };
  gboolean has_before = range.from < taken.from;
  gboolean has_behind = taken.to < range.to;

  if (!has_before && !has_behind && how == OOF_ON_CONFLICT_SPLIT)
    {
      g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: nothing would be left of it",
                   other->key);
      return FALSE;
    }
  if (!has_before && !has_behind)
    {
      g_ptr_array_add (self->cancelled, oof_absence_ref (other));
      return TRUE;
    }
  g_autoptr (OofAbsence) shortened = oof_absence_copy (other);
  set_range (shortened, has_before ? before : behind);
  g_ptr_array_add (self->changed, g_steal_pointer (&shortened));
  if (has_before && has_behind)
    g_ptr_array_add (self->added, create_rest (other, behind));
  return TRUE;
}

OofConflictPlan *
oof_conflict_resolve (GPtrArray *others, const OofAbsence *draft, OofOnConflict how, GError **error)
{
  g_autoptr (OofConflictPlan) self = conflict_plan_new ();
  OofRange taken = oof_absence_get_range (draft);

  for (guint i = 0; i < others->len && how != OOF_ON_CONFLICT_KEEP; i++)
    {
      OofAbsence *other = g_ptr_array_index (others, i);

      if (how == OOF_ON_CONFLICT_REFUSE)
        {
          g_set_error (error, OOF_ERROR, OOF_ERROR_CONFLICT, "%s: it overlaps", other->key);
          return NULL;
        }
      if (other->closure_id == NULL && !resolve_one (self, other, taken, how, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

gboolean
oof_on_conflict_from_string (const char *text, OofOnConflict *how)
{
  if (g_str_equal (text, "replace"))
    *how = OOF_ON_CONFLICT_REPLACE;
  else if (g_str_equal (text, "split"))
    *how = OOF_ON_CONFLICT_SPLIT;
  else if (g_str_equal (text, "keep"))
    *how = OOF_ON_CONFLICT_KEEP;
  else
    return FALSE;
  return TRUE;
}

/* Several new ones at once: what one leaves behind may meet the next. */

static void
replace_by_key (GPtrArray *absences, OofAbsence *absence, gboolean append)
{
  for (guint i = 0; i < absences->len; i++)
    if (g_str_equal (((OofAbsence *) g_ptr_array_index (absences, i))->key, absence->key))
      {
        oof_absence_unref (absences->pdata[i]);
        absences->pdata[i] = oof_absence_ref (absence);
        return;
      }
  if (append)
    g_ptr_array_add (absences, oof_absence_ref (absence));
}

/* FALSE: it was not there. */
static gboolean
remove_by_key (GPtrArray *absences, const char *key)
{
  for (guint i = 0; i < absences->len; i++)
    if (g_str_equal (((OofAbsence *) g_ptr_array_index (absences, i))->key, key))
      {
        g_ptr_array_remove_index (absences, i);
        return TRUE;
      }
  return FALSE;
}

/* Puts what @step says into @world and into what has to be stored. */
static void
take_over (OofConflictPlan *self, const OofConflictPlan *step, GPtrArray *world)
{
  for (guint i = 0; i < step->changed->len; i++)
    {
      OofAbsence *changed = g_ptr_array_index (step->changed, i);

      replace_by_key (world, changed, FALSE);
      replace_by_key (changed->rev == 0 ? self->added : self->changed, changed, TRUE);
    }
  for (guint i = 0; i < step->added->len; i++)
    {
      replace_by_key (world, g_ptr_array_index (step->added, i), TRUE);
      replace_by_key (self->added, g_ptr_array_index (step->added, i), TRUE);
    }
  for (guint i = 0; i < step->cancelled->len; i++)
    {
      OofAbsence *cancelled = g_ptr_array_index (step->cancelled, i);

      remove_by_key (world, cancelled->key);
      remove_by_key (self->changed, cancelled->key);
      if (!remove_by_key (self->added, cancelled->key))
        g_ptr_array_add (self->cancelled, oof_absence_ref (cancelled));
    }
}

OofConflictPlan *
oof_conflict_resolve_all (GPtrArray *absences, GPtrArray *drafts, OofOnConflict how, GError **error)
{
  g_autoptr (OofConflictPlan) self = conflict_plan_new ();
  g_autoptr (GPtrArray) world = new_absences ();

  for (guint i = 0; i < absences->len; i++)
    g_ptr_array_add (world, oof_absence_ref (g_ptr_array_index (absences, i)));
  for (guint i = 0; i < drafts->len; i++)
    remove_by_key (world, ((OofAbsence *) g_ptr_array_index (drafts, i))->key);
  for (guint i = 0; i < drafts->len; i++)
    {
      const OofAbsence *draft = g_ptr_array_index (drafts, i);
      g_autoptr (GPtrArray) others = oof_absence_find_conflicts (world, draft);
      g_autoptr (OofConflictPlan) step = oof_conflict_resolve (others, draft, how, error);

      if (step == NULL)
        return NULL;
      take_over (self, step, world);
    }
  return g_steal_pointer (&self);
}

OofConflictPlan *
oof_conflict_plan_new_undo (GPtrArray *stored, GPtrArray *before)
{
  OofConflictPlan *self = conflict_plan_new ();

  g_return_val_if_fail (stored != NULL, self);

  self->back = TRUE;
  for (guint i = 0; i < stored->len; i++)
    {
      OofAbsence *absence = g_ptr_array_index (stored, i);
      OofAbsence *old = before != NULL ? oof_absence_find (before, absence->key) : NULL;

      if (old != NULL)
        {
          OofAbsence *copy = oof_absence_copy (old);
          copy->rev = absence->rev;
          g_ptr_array_add (self->changed, copy);
        }
      else if (absence->cancelled == OOF_INSTANT_NONE)
        g_ptr_array_add (self->cancelled, oof_absence_ref (absence));
    }
  return self;
}
