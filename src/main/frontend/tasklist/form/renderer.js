import { Form } from '@bpmn-io/form-js-viewer';
import { caseNumberOf } from '../common/cases.js';
import { call, get, HttpError, SignedOut } from '../common/http.js';
import { engineApi } from '../common/paths.js';
import { unsaved } from '../common/unsaved.js';
import { reTemplate } from '../frame/frame.js';
import { ourFields } from './fields.jsx';
import formTemplate from './form.html';
import { hideSummary, showSummary } from './summary.js';

const isJson = ({ type, valueInfo }) => type === 'Json' || valueInfo?.serializationDataFormat === 'application/json';

/** The task's form variables as plain data. */
export function toData(variables) {
  return Object.fromEntries(
    Object.entries(variables).map(([name, variable]) => [
      name,
      isJson(variable) && typeof variable.value === 'string' ? JSON.parse(variable.value) : variable.value,
    ]),
  );
}

/** What the form holds, as the engine's API wants it: lists and groups travel as JSON. */
export function toVariables(data) {
  return Object.fromEntries(
    Object.entries(data).map(([name, value]) => [
      name,
      value !== null && typeof value === 'object' ? { type: 'Json', value: JSON.stringify(value) } : { value },
    ]),
  );
}

/** A list that holds nothing yet begins with the empty row its form asks for, and not with a bare button. */
export function withFirstRows(schema, data) {
  const empty = (components) =>
    (components ?? []).flatMap((component) =>
      component.type === 'dynamiclist' && component.defaultRepetitions > 0 && data[component.path]?.length === 0
        ? [component.path]
        : empty(component.components),
    );
  return Object.fromEntries(Object.entries(data).filter(([key]) => !empty(schema.components).includes(key)));
}

const FIRST_INPUT = 'input:not([type=hidden]):not(.lotse-calendar__anchor), select, textarea, button.fjs-repeat-render-add';

/** One rendered form with its state: what was loaded, what is wrong, what may be sent. */
class OpenForm {
  constructor(element, schema, data) {
    this.element = element;
    this.form = new Form({ container: element, additionalModules: [ourFields] });
    this.ready = this.form.importSchema(schema, data).then(async () => {
      // Fields settle after the first render (options that no longer exist, conditions).
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 50)));
      this.pristine = this.snapshot();
    });
  }

  snapshot() {
    return JSON.stringify(this.form._getSubmitData()) + this.unreadable().map((input) => input.value).join('|');
  }

  get dirty() {
    return this.pristine !== undefined && this.snapshot() !== this.pristine;
  }

  readOnly(readOnly) {
    if (Boolean(this.form._getState().properties.readOnly) !== readOnly) {
      this.form.setProperty('readOnly', readOnly);
    }
  }

  unreadable() {
    return [...this.element.querySelectorAll('[data-unreadable]')];
  }

  label(field) {
    const label = field.label || field.dateLabel || field.timeLabel || '';
    return label.startsWith('=') ? '' : label;
  }

  /** The input a field (or one row of it) is worked with. */
  target(id, indexes = []) {
    const formId = this.form._id;
    const domId = ['fjs-form', formId, id].join('-') + indexes.map((index) => `_${index}`).join('');
    const own = this.element.querySelector(`#${CSS.escape(domId)}, #${CSS.escape(`${domId}-date`)}, #${CSS.escape(`${domId}-time`)}, #${CSS.escape(`${domId}-0`)}`);
    if (own?.matches(FIRST_INPUT)) {
      return own;
    }
    return own?.querySelector(FIRST_INPUT) ?? own?.closest('.fjs-element')?.querySelector(FIRST_INPUT) ?? null;
  }

  /** Checks everything. Answers what is wrong, in the order of the page. */
  check() {
    const { data, errors } = this.form.submit();
    const registry = this.form.get('formFieldRegistry');
    const problems = [];
    const collect = (id, found, indexes) => {
      if (Array.isArray(found) && found.every((e) => typeof e === 'string')) {
        problems.push({ label: this.rowLabel(registry.get(id), indexes), message: found[0], target: this.target(id, indexes) });
      } else {
        Object.entries(found ?? {}).forEach(([index, inner]) => inner && collect(id, inner, [...indexes, index]));
      }
    };
    Object.entries(errors).forEach(([id, found]) => collect(id, found, []));
    for (const input of this.unreadable()) {
      const known = problems.find(({ target }) => target === input);
      if (known) {
        known.message = input.dataset.unreadable;
      } else {
        const label = input.closest('.fjs-form-field')?.querySelector('label')?.textContent?.replace(/\*$/, '') ?? '';
        problems.push({ label, message: input.dataset.unreadable, target: input });
      }
    }
    const position = ({ target }) => [...this.element.querySelectorAll(FIRST_INPUT)].indexOf(target);
    problems.sort((a, b) => position(a) - position(b));
    return { data, problems };
  }

  rowLabel(field, indexes) {
    const label = this.label(field ?? {});
    return indexes.length > 0 ? `${label} (Eintrag ${Number(indexes.at(-1)) + 1})` : label;
  }

  /**
   * Shows what the server refused, at its fields and as problems for the summary. A field is named by its key, one in a
   * row of a list by "list[row].key"; without a row, the first is meant.
   */
  refused(problems) {
    const registry = this.form.get('formFieldRegistry');
    const errors = {};
    const shown = problems.map(({ field, message }) => {
      const [, list, row, inner] = /^(\w+)\[(\d+)\]\.(\w+)$/.exec(field ?? '') ?? [];
      const key = inner ?? field;
      const found = key
        ? registry.getAll().find((f) => (f.key === key || f.path === key) && (!list || this.listAround(f)?.path === list))
        : null;
      if (!found) {
        return { label: '', message, target: null };
      }
      const indexes = this.listAround(found) ? [row ?? '0'] : [];
      if (found.key && indexes.length === 0) {
        errors[found.id] = [...(errors[found.id] ?? []), message];
      } else if (found.key) {
        const rows = (errors[found.id] ??= []);
        rows[Number(indexes[0])] = [...(rows[Number(indexes[0])] ?? []), message];
      }
      return { label: row === undefined ? this.label(found) : this.rowLabel(found, indexes), message, target: this.target(found.id, indexes) };
    });
    this.form._setState({ errors });
    return shown;
  }

  /** The repeated list a field stands in, if any. */
  listAround(field) {
    const registry = this.form.get('formFieldRegistry');
    for (let parent = registry.get(field._parent); parent; parent = registry.get(parent._parent)) {
      if (parent.isRepeating) {
        return parent;
      }
    }
    return null;
  }

  destroy() {
    this.form.destroy();
  }
}

const count = (n) => (n === 1 ? 'Eine Angabe stimmt noch nicht' : `${n} Angaben stimmen noch nicht`);

const missing = (problems) => {
  const all = problems.every(({ message }) => message === 'Diese Angabe fehlt.');
  return all ? (problems.length === 1 ? 'Eine Angabe fehlt' : `${problems.length} Angaben fehlen`) : count(problems.length);
};

/** What to say about an answer that is not about fields. */
export function explain(error) {
  const message = error.body?.message ?? '';
  if (error.status === 0) {
    return {
      title: 'Keine Verbindung zu Lotse',
      hint: 'Ihre Eingaben stehen noch hier. Bitte prüfen Sie die Verbindung und schließen Sie noch einmal ab.',
    };
  }
  const gone = error.status === 404 || /task is null|Cannot find task|No matching task|doesn't exist/i.test(message);
  if (gone) {
    return {
      title: 'Diese Aufgabe ist nicht mehr offen',
      hint: 'Sie wurde inzwischen erledigt, oder der Fall ist weitergegangen. Ihre Eingaben wurden nicht gespeichert. Sie stehen noch hier, falls Sie etwas davon brauchen.',
    };
  }
  if (error.status === 403) {
    return {
      title: 'Sie dürfen diese Aufgabe nicht abschließen',
      hint: 'Nichts wurde gespeichert. Vielleicht hat der Fall das Team gewechselt. Bitte laden Sie die Seite neu.',
    };
  }
  if (error.status === 409 || /OptimisticLocking/i.test(`${error.body?.type} ${message}`)) {
    return {
      title: 'Gerade hat noch jemand an diesem Fall gearbeitet',
      hint: 'Nichts wurde gespeichert. Ihre Eingaben stehen noch hier. Bitte öffnen Sie die Aufgabe neu und prüfen Sie, was sich geändert hat.',
    };
  }
  return {
    title: 'Die Aufgabe konnte nicht abgeschlossen werden',
    hint: 'In Lotse ist ein Fehler aufgetreten. Nichts wurde gespeichert, Ihre Eingaben stehen noch hier. Bitte versuchen Sie es noch einmal; bleibt es dabei, wenden Sie sich an die Verwaltung.',
  };
}

// Answers whose words come from Lotse and are meant for people; the engine's own are English.
const OURS = new Set(['FormRejected', 'Refused', 'SubmitConflict', 'VariableRefused', 'InvalidRequestException']);

function rejection(error) {
  const { body } = error;
  const problems = Array.isArray(body?.problems) ? body.problems : [];
  if (problems.length === 0 && !OURS.has(body?.type)) {
    return null;
  }
  const title = body.type === 'SubmitConflict' ? 'Inzwischen hat sich etwas geändert' : 'Das geht so nicht';
  return { title, problems, message: body.message };
}

export function formRenderer(module) {
  reTemplate(module, 'camTasklistForm', formTemplate);

  module.config([
    '$provide',
    ($provide) =>
      $provide.decorator('camTasklistFormCamundaDirective', [
        '$delegate',
        'lotseDone',
        ($delegate, lotseDone) => {
          $delegate[0].template =
            '<div class="lotse-summary lotse-message lotse-message--error" tabindex="-1" role="alert" hidden></div><div class="lotse-form__fields"></div>';
          $delegate[0].compile = () => link;
          return $delegate;

          function link($scope, $element, attributes, controller) {
            const [summary, place] = $element[0].children;
            const { taskId } = controller.getParams();
            let open = null;
            let sending = false;

            controller.notifyFormValidated(false);

            const apply = () => {
              open?.readOnly(Boolean(controller.getOptions().disableForm));
            };
            $scope.$watch(() => controller.getOptions().disableForm, apply);

            async function load(key) {
              try {
                const [schema, variables] = await Promise.all([
                  get(`${key}?noCache=${Date.now()}`),
                  get(`${engineApi}/task/${taskId}/form-variables?deserializeValues=false`),
                ]);
                open = new OpenForm(place, schema, withFirstRows(schema, toData(variables)));
                apply();
                await open.ready;
                unsaved.watch(() => Boolean(open?.dirty) && !controller.getOptions().disableForm);
                controller.notifyFormInitialized();
              } catch (error) {
                if (error instanceof SignedOut) {
                  return;
                }
                if (!(error instanceof HttpError)) {
                  console.error(error);
                }
                controller.notifyFormInitializationFailed({
                  message:
                    error.status === 404
                      ? 'Diese Aufgabe ist nicht mehr offen, oder ihr Formular fehlt.'
                      : 'Bitte laden Sie die Seite neu. Bleibt es dabei, wenden Sie sich an die Verwaltung.',
                });
              }
            }

            async function complete(done) {
              // The engine's plug-in reads this text as "handled, say nothing more".
              const handled = () => done(new Error('submission prevented'));
              if (sending || !open) {
                handled();
                return;
              }
              sending = true;
              try {
                document.activeElement?.blur?.();
                hideSummary(summary);
                const { data, problems } = open.check();
                if (problems.length > 0) {
                  showSummary(summary, { title: missing(problems), problems });
                  handled();
                  return;
                }
                const task = { id: taskId, name: document.getElementById('lotse-task-title')?.textContent?.trim() ?? '' };
                const caseNumber = await caseNumberOf(taskId);
                await call('POST', `${engineApi}/task/${taskId}/submit-form`, { body: { variables: toVariables(data) } });
                unsaved.forget();
                lotseDone.completed(task, caseNumber);
                done(null, null);
              } catch (error) {
                if (!(error instanceof SignedOut)) {
                  const refused = error instanceof HttpError ? rejection(error) : null;
                  if (refused) {
                    const shown = open.refused(refused.problems);
                    showSummary(summary, {
                      title: refused.problems.some(({ field }) => field) ? count(shown.length) : refused.title,
                      hint: shown.length === 0 ? refused.message : undefined,
                      problems: shown,
                    });
                  } else if (error instanceof HttpError) {
                    showSummary(summary, { ...explain(error), problems: [] });
                  } else {
                    console.error(error);
                    showSummary(summary, { ...explain({ status: 500 }), problems: [] });
                  }
                }
                handled();
              } finally {
                sending = false;
              }
            }

            controller.registerCompletionHandler((done) =>
              complete((...answer) => $scope.$evalAsync(() => done(...answer))),
            );
            // No drafts: not on "Speichern", not when the log-in expires.
            controller.registerSaveHandler(() => {});

            // Enter in a field must not complete a task; a button of the form may.
            place.addEventListener('keydown', (event) => {
              if (event.key === 'Enter' && event.target.matches('input')) {
                event.preventDefault();
              }
            });
            place.addEventListener(
              'submit',
              (event) => {
                event.preventDefault();
                event.stopPropagation();
                $scope.$evalAsync(() => controller.attemptComplete());
              },
              true,
            );
            $scope.$on('shortcut:focusForm', () => place.querySelector(FIRST_INPUT)?.focus());

            $scope.$watch('asynchronousFormKey', ({ key, loaded }) => loaded && key && load(key), true);
            $scope.$on('$destroy', () => {
              unsaved.forget();
              open?.destroy();
              open = null;
            });
          }
        },
      ]),
  ]);
}
