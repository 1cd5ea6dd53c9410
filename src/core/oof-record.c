/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/oof-record.h"

G_DEFINE_BOXED_TYPE (OofRecord, oof_record, oof_record_ref, oof_record_unref)

static void
oof_record_clear (OofRecord *self)
{
  g_free (self->address);
  g_free (self->absence);
  g_clear_pointer (&self->applied, oof_absence_unref);
  g_clear_pointer (&self->written, oof_reply_state_unref);
  g_clear_pointer (&self->returned, oof_reply_state_unref);
  g_clear_pointer (&self->previous, oof_reply_state_unref);
  g_clear_pointer (&self->seen, oof_reply_state_unref);
  g_clear_pointer (&self->resting, oof_record_unref);
  g_clear_pointer (&self->forward, oof_forward_unref);
  g_free (self->zone);
  g_free (self->language);
  g_free (self->run);
  g_clear_pointer (&self->told, g_ptr_array_unref);
  g_clear_pointer (&self->outside, g_array_unref);
}

static OofReplyState *
ref_state (OofReplyState *state)
{
  return state ? oof_reply_state_ref (state) : NULL;
}

static gboolean
same_state (const OofReplyState *a, const OofReplyState *b)
{
  return a == b || (a && b && oof_reply_state_identical (a, b));
}

/* @address is lower-cased. */
OofRecord *
oof_record_new (const char *address)
{
  OofRecord *self = g_atomic_rc_box_new0 (OofRecord);

  self->address = g_ascii_strdown (address, -1);
  self->seen_at = OOF_INSTANT_NONE;
  return self;
}

OofRecord *
oof_record_ref (OofRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
oof_record_unref (OofRecord *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) oof_record_clear);
}

OofRecord *
oof_record_copy (const OofRecord *self)
{
  OofRecord *copy = oof_record_new (self->address);

  copy->absence = g_strdup (self->absence);
  copy->applied = self->applied ? oof_absence_ref (self->applied) : NULL;
  copy->written = ref_state (self->written);
  copy->returned = ref_state (self->returned);
  copy->previous = ref_state (self->previous);
  copy->seen = ref_state (self->seen);
  copy->seen_at = self->seen_at;
  copy->resting = self->resting ? oof_record_ref (self->resting) : NULL;
  copy->forward = self->forward ? oof_forward_ref (self->forward) : NULL;
  copy->zone = g_strdup (self->zone);
  copy->language = g_strdup (self->language);
  copy->run = g_strdup (self->run);
  copy->told = self->told ? g_ptr_array_ref (self->told) : NULL;
  copy->outside = self->outside ? g_array_ref (self->outside) : NULL;
  return copy;
}

static void
hash_state (OofReplyState **state)
{
  OofReplyState *hashed = *state ? oof_reply_state_new_hashed (*state) : NULL;

  g_clear_pointer (state, oof_reply_state_unref);
  *state = hashed;
}

OofRecord *
oof_record_copy_hashed (const OofRecord *self)
{
  OofRecord *copy = oof_record_copy (self);
  OofRecord *resting = self->resting ? oof_record_copy_hashed (self->resting) : NULL;

  hash_state (&copy->written);
  hash_state (&copy->returned);
  hash_state (&copy->previous);
  hash_state (&copy->seen);
  g_clear_pointer (&copy->resting, oof_record_unref);
  copy->resting = resting;
  return copy;
}

static gboolean
same_absence (const OofAbsence *a, const OofAbsence *b)
{
  return a == b || (a && b && g_strcmp0 (a->key, b->key) == 0 && a->rev == b->rev);
}

static gboolean
same_resting (const OofRecord *a, const OofRecord *b)
{
  return a->resting == b->resting
         || (a->resting && b->resting && oof_record_equal (a->resting, b->resting));
}

gboolean
oof_record_equal (const OofRecord *a, const OofRecord *b)
{
  return same_resting (a, b) && oof_forward_equal (a->forward, b->forward)
         && g_str_equal (a->address, b->address) && g_strcmp0 (a->absence, b->absence) == 0
         && same_absence (a->applied, b->applied) && same_state (a->written, b->written)
         && same_state (a->returned, b->returned) && same_state (a->previous, b->previous)
         && same_state (a->seen, b->seen) && g_strcmp0 (a->run, b->run) == 0
         && g_strcmp0 (a->zone, b->zone) == 0 && g_strcmp0 (a->language, b->language) == 0
         && oof_told_list_equal (a->told, b->told) && oof_outside_equal (a->outside, b->outside);
}
