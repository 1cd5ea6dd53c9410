/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-forward.h"

#define DAY_SECONDS (24 * 60 * 60)

G_DEFINE_BOXED_TYPE (OofForward, oof_forward, oof_forward_ref, oof_forward_unref)

static const char *const kinds[] = {
  [OOF_FORWARD_NONE] = "none",
  [OOF_FORWARD_OURS] = "ours",
  [OOF_FORWARD_RULE] = "rule",
  [OOF_FORWARD_SMTP] = "smtp",
};

const char *
oof_forward_kind_to_string (OofForwardKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind];
}

gboolean
oof_forward_kind_from_string (const char *text, OofForwardKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i], text) == 0)
      {
        *kind = (OofForwardKind) i;
        return TRUE;
      }
  return FALSE;
}

OofForward *
oof_forward_new (void)
{
  OofForward *self = g_atomic_rc_box_new0 (OofForward);

  self->read_at = OOF_INSTANT_NONE;
  self->replaced = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
oof_forward_clear (OofForward *self)
{
  g_free (self->to);
  g_free (self->rule);
  g_free (self->absence);
  g_free (self->set_to);
  g_ptr_array_unref (self->replaced);
}

OofForward *
oof_forward_see (OofForward *known, const char *target)
{
  OofForward *self;

  if (!target)
    return known ? oof_forward_ref (known) : NULL;
  self = oof_forward_new ();
  self->kind = OOF_FORWARD_SMTP;
  self->to = g_strdup (target);
  self->read_at = known ? known->read_at : OOF_INSTANT_NONE;
  return self;
}

OofForward *
oof_forward_ref (OofForward *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_forward_unref (OofForward *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_forward_clear);
}

static OofForwardKind
judge (const OofInboxRule *rule)
{
  if (oof_inbox_rule_is_hidden (rule))
    return OOF_FORWARD_RULE;
  if (!rule->enabled || !oof_inbox_rule_forwards (rule))
    return OOF_FORWARD_NONE;
  return oof_inbox_rule_get_absence (rule) != NULL ? OOF_FORWARD_OURS : OOF_FORWARD_RULE;
}

/* One of ours before one that forwards everything, that before one with conditions, that before
 * one that cannot be seen. */
static int
get_rank (const OofInboxRule *rule, OofForwardKind kind)
{
  if (kind == OOF_FORWARD_NONE)
    return 0;
  if (kind == OOF_FORWARD_OURS)
    return 4;
  if (oof_inbox_rule_is_hidden (rule))
    return 1;
  return rule->conditional ? 2 : 3;
}

OofForward *
oof_forward_new_found (GPtrArray *rules, const OofForward *set, OofInstant now)
{
  OofForward *self = oof_forward_new ();
  const OofInboxRule *best = NULL;
  int best_rank = 0;

  for (guint i = 0; i < rules->len; i++)
    {
      const OofInboxRule *rule = rules->pdata[i];
      int rank = get_rank (rule, judge (rule));

      if (rank <= best_rank)
        continue;
      best = rule;
      best_rank = rank;
    }
  if (best != NULL)
    {
      self->kind = judge (best);
      self->hidden = oof_inbox_rule_is_hidden (best);
      self->rule = g_strdup (best->name);
      if (!self->hidden)
        self->to = oof_inbox_rule_dup_targets (best);
    }
  self->read_at = now;
  if (set == NULL)
    return self;
  self->absence = g_strdup (set->absence);
  self->set_to = g_strdup (set->set_to);
  self->set_copy = set->set_copy;
  for (guint i = 0; i < set->replaced->len; i++)
    g_ptr_array_add (self->replaced, g_strdup (set->replaced->pdata[i]));
  return self;
}

static gboolean
same_texts (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (g_strcmp0 (a->pdata[i], b->pdata[i]) != 0)
      return FALSE;
  return TRUE;
}

gboolean
oof_forward_equal (const OofForward *a, const OofForward *b)
{
  if (a == NULL || b == NULL)
    return a == b;
  return a->kind == b->kind && g_strcmp0 (a->to, b->to) == 0 && g_strcmp0 (a->rule, b->rule) == 0
         && a->hidden == b->hidden && g_strcmp0 (a->absence, b->absence) == 0
         && g_strcmp0 (a->set_to, b->set_to) == 0 && a->set_copy == b->set_copy
         && same_texts (a->replaced, b->replaced)
         && (a->read_at == b->read_at
             || (a->read_at != OOF_INSTANT_NONE && b->read_at != OOF_INSTANT_NONE
                 && ABS (a->read_at - b->read_at) < DAY_SECONDS));
}
