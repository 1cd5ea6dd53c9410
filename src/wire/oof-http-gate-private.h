/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wire/oof-http-gate.h"
#include "wire/oof-http-pass.h"

G_BEGIN_DECLS

/* The client's side of the gate: each attempt enters, is sent, and leaves. */

/* For a client that shares no gate: @start in flight, does not grow, waits only when the server
 * says for how long, and then for at most a few seconds. */
OofHttpGate *oof_http_gate_new_own (guint start);

/* Waits until it is its turn. Errors: OOF_ERROR_THROTTLED when the budget does not reach that far,
 * G_IO_ERROR_CANCELLED. A cancellation that comes after its turn is not looked at. */
void oof_http_gate_enter_async (OofHttpGate *self,
                                OofHttpPass *pass,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean oof_http_gate_enter_finish (OofHttpGate *self, GAsyncResult *result, GError **error);
/* The attempt that entered is over. @told: see oof_http_pace_choose_wait(). @repeatable: whether it
 * may be repeated after OOF_HTTP_VERDICT_FAILED. TRUE when it is to be repeated: then enter
 * again. */
gboolean oof_http_gate_leave (
    OofHttpGate *self, OofHttpPass *pass, OofHttpVerdict verdict, double told, gboolean repeatable);
/* Seconds of its budget that the request has spent so far. */
double oof_http_gate_get_spent (OofHttpGate *self, const OofHttpPass *pass);

/* Where a gate has its time and its chance from; tests give it their own. */
typedef struct
{
  gint64 (*now) (gpointer data);    /* microseconds, never goes back */
  double (*chance) (gpointer data); /* 0 to 1 */
  gpointer data;
} OofHttpGateNature;

void oof_http_gate_set_nature (OofHttpGate *self, OofHttpGateNature nature);
/* The clock of a test has moved on. */
void oof_http_gate_wake (OofHttpGate *self);
guint oof_http_gate_get_limit (OofHttpGate *self);
guint oof_http_gate_get_n_in_flight (OofHttpGate *self);
guint oof_http_gate_get_n_waiting (OofHttpGate *self);

G_END_DECLS
