import { render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { instant, localDay, moment } from '../common/dates.js';
import { get } from '../common/http.js';
import { root } from '../common/paths.js';

const SEVERITY = {
  INFO: 'Hinweis',
  PROPOSAL: 'Vorschlag',
  WARNING: 'Achtung',
  ALARM: 'Dringend',
};

const DATES = {
  trigger: 'Auslösender Tag',
  asylblgUntil: 'AsylbLG voraussichtlich bis',
  newLawFrom: 'Neues Leistungsrecht voraussichtlich ab',
  softApplication: 'Antrag möglichst bis',
  hardApplication: 'Antrag spätestens bis',
  kkDue: 'Krankenkasse wählen bis',
  titleApplication: 'Aufenthaltstitel beantragen bis',
  appealEnd: 'Klagefrist endet voraussichtlich',
  adviceBy: 'Beratung dazu bis',
  analogFrom: '§ 2 AsylbLG voraussichtlich ab',
  due: 'Fällig',
  hard: 'Spätestens',
  deadline: 'Frist war',
  missedSince: 'Ausgeblieben seit',
  firstMissed: 'Zuerst ausgeblieben',
  lastMissed: 'Zuletzt ausgeblieben',
};

// What was looked at and does not apply: worth knowing, not in the way.
const ASIDE = new Set(['REJECTED', 'HOP_NOT_NEEDED', 'IN_TIME']);

const NOTHING = 'Zu dieser Aufgabe gibt es keine Regelentscheidung.';

const text = (value) => (typeof value === 'string' ? value : (value?.citation ?? ''));

// Written in the tables where nobody needs to know since when.
const SINCE_EVER = '2005-01-01';

const STATUS = { announced: 'angekündigt', expired: 'ausgelaufen' };

const validity = ({ from, to, status, source, releasedBy }) =>
  [
    STATUS[status],
    from && from !== SINCE_EVER && `gilt ab ${localDay(from)}`,
    to && `gilt bis ${localDay(to)}`,
    `Quelle: ${source}`,
    `freigegeben von: ${releasedBy}`,
  ]
    .filter(Boolean)
    .join('; ');

function Points({ title, items, className }) {
  const said = (items ?? []).filter((item) => String(item).trim());
  return said.length > 0 ? (
    <div class={className}>
      <h4>{title}</h4>
      <ul>
        {said.map((item) => (
          <li>{item}</li>
        ))}
      </ul>
    </div>
  ) : null;
}

function Finding({ finding }) {
  const dates = Object.keys(DATES)
    .filter((key) => finding.dates?.[key])
    .map((key) => [key, finding.dates[key]]);
  const severity = finding.severity ?? 'INFO';
  return (
    <li class={`lotse-finding lotse-finding--${severity.toLowerCase()}`}>
      <p class="lotse-finding__head">
        <span class="lotse-finding__severity">{SEVERITY[severity] ?? severity}</span>
        {text(finding.legalBasis) && <span class="lotse-finding__law">{text(finding.legalBasis)}</span>}
      </p>
      <p class="lotse-finding__reason">{finding.reason}</p>
      {dates.length > 0 && (
        <dl class="lotse-finding__dates">
          {dates.map(([key, value]) => (
            <div>
              <dt>{DATES[key]}</dt>
              <dd>{localDay(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <Points title="Was noch fehlt" items={finding.missingFacts} className="lotse-finding__missing" />
      <Points title="So ergibt es sich" items={finding.derivations} />
      <Points title="Verwendete Angaben" items={finding.factsUsed} />
      <p class="lotse-finding__rule">
        Regel {finding.ruleId}
        {finding.validity && ` – ${validity(finding.validity)}`}
      </p>
    </li>
  );
}

function Findings({ findings }) {
  return (
    <ul class="lotse-findings">
      {findings.map((finding) => (
        <Finding finding={finding} />
      ))}
    </ul>
  );
}

function Decision({ decision }) {
  const asOf = instant(decision.asOf);
  const findings = decision.findings ?? [];
  const main = findings.filter(({ kind }) => !ASIDE.has(kind));
  const aside = findings.filter(({ kind }) => ASIDE.has(kind));
  return (
    <section class="lotse-decision">
      <h3>{decision.label}</h3>
      <p class="lotse-decision__meta">
        {asOf && `Stand ${moment(asOf)} · `}
        <span title={decision.ruleSetVersion}>Regelfassung {String(decision.ruleSetVersion ?? '').slice(0, 8)}</span>
      </p>
      {main.length > 0 ? <Findings findings={main} /> : <p>Keine Regel hat angesprochen.</p>}
      {aside.length > 0 && (
        <details>
          <summary>Geprüft, trifft nicht zu ({aside.length})</summary>
          <Findings findings={aside} />
        </details>
      )}
    </section>
  );
}

function Why({ taskId }) {
  const [state, setState] = useState({ loading: true });
  useEffect(() => {
    let gone = false;
    get(`${root}/api/tasks/${encodeURIComponent(taskId)}/decisions`).then(
      (decisions) => !gone && setState({ decisions: decisions ?? [] }),
      ({ status }) => !gone && setState(status === 404 ? { decisions: [] } : { failed: true }),
    );
    return () => {
      gone = true;
    };
  }, [taskId]);

  if (state.loading) {
    return <p role="status">Begründung wird geladen …</p>;
  }
  if (state.failed) {
    return (
      <p role="alert" class="lotse-message lotse-message--error">
        Die Begründung konnte nicht geladen werden. Bitte öffnen Sie die Aufgabe neu.
      </p>
    );
  }
  if (state.decisions.length === 0) {
    return <p class="lotse-empty">{NOTHING}</p>;
  }
  return (
    <div class="lotse-why">
      <p class="lotse-why__note">
        Lotse schlägt vor, die zuständige Stelle entscheidet. Jedes Ergebnis ist voraussichtlich.
      </p>
      {state.decisions.map((decision) => (
        <Decision decision={decision} />
      ))}
    </div>
  );
}

/** The tab that says which rules led here. */
export const why = {
  id: 'lotse-why',
  pluginPoint: 'tasklist.task.detail',
  priority: 900,
  properties: { label: 'Warum?' },
  render(node, { taskId }) {
    this.node = node;
    render(<Why taskId={taskId} key={taskId} />, node);
  },
  unmount() {
    if (this.node) {
      render(null, this.node);
    }
  },
};
