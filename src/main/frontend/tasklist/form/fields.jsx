import {
  Checklist,
  Description,
  Errors,
  FormContext,
  Label,
  Radio,
  Select,
  Taglist,
  Datetime,
  useCleanupSingleSelectValue,
  useOptionsAsync,
} from '@bpmn-io/form-js-viewer';
import flatpickr from 'flatpickr';
import { German } from 'flatpickr/dist/l10n/de.js';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { parseDate, parseTime, showDate, splitValue, joinValue } from './dates.js';

const describedBy = (domId, description, errors) =>
  [description && `${domId}-description`, errors.length > 0 && `${domId}-error-message`].filter(Boolean).join(' ') || undefined;

const wrapper = (type, { errors, disabled, readonly }) =>
  [
    'fjs-form-field',
    `fjs-form-field-${type}`,
    errors.length > 0 && 'fjs-has-errors',
    disabled && 'fjs-disabled',
    readonly && 'fjs-readonly',
  ]
    .filter(Boolean)
    .join(' ');

/** A choice as the browser's own control: known to every screen reader, searched by typing. */
function NativeSelect(props) {
  const { disabled, readonly, domId, errors = [], field, onBlur, onChange, onFocus, value } = props;
  const { description, label, validate = {} } = field;
  const { options, loadState } = useOptionsAsync(field);
  useCleanupSingleSelectValue({ field, loadState, options, value, onChange });
  const index = options.findIndex((option) => option.value === value);
  return (
    <div class={wrapper('select', { errors, disabled, readonly })}>
      <Label htmlFor={domId} label={label} required={validate.required} />
      {readonly ? (
        <input class="fjs-input" id={domId} readOnly value={options[index]?.label ?? ''} />
      ) : (
        <select
          class="fjs-input lotse-select"
          id={domId}
          disabled={disabled}
          value={index < 0 ? '' : String(index)}
          onChange={({ target }) => onChange({ value: target.value === '' ? null : options[Number(target.value)].value })}
          onBlur={() => onBlur?.()}
          onFocus={() => onFocus?.()}
          required={validate.required}
          aria-invalid={errors.length > 0}
          aria-describedby={describedBy(domId, description, errors)}
        >
          <option value="">Bitte wählen</option>
          {options.map((option, i) => (
            <option key={i} value={String(i)}>
              {option.label}
            </option>
          ))}
        </select>
      )}
      <Description id={`${domId}-description`} description={description} />
      <Errors id={`${domId}-error-message`} errors={errors} />
    </div>
  );
}
NativeSelect.config = Select.config;

function CalendarButton({ domId, iso, disabled, minToday, onPick, label }) {
  const buttonRef = useRef();
  const anchorRef = useRef();
  const pickerRef = useRef();
  const onPickRef = useRef(onPick);
  onPickRef.current = onPick;

  useEffect(() => {
    // The calendar needs an input of its own; the visible field stays a plain text field.
    const picker = flatpickr(anchorRef.current, {
      locale: { ...German, firstDayOfWeek: 1 },
      static: true,
      clickOpens: false,
      disableMobile: true,
      dateFormat: 'Y-m-d',
      minDate: minToday ? 'today' : undefined,
      positionElement: buttonRef.current,
      onChange: ([date]) => {
        if (date) {
          const pad = (n) => String(n).padStart(2, '0');
          onPickRef.current(`${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`);
        }
      },
      onClose: () => buttonRef.current?.focus(),
    });
    pickerRef.current = picker;
    return () => {
      picker.config.onClose = [];
      picker.destroy();
    };
  }, [minToday]);

  const open = () => {
    const picker = pickerRef.current;
    picker.setDate(iso || null, false);
    picker.open();
    const days = picker.calendarContainer;
    (days.querySelector('.flatpickr-day.selected') ?? days.querySelector('.flatpickr-day.today') ?? days.querySelector('.flatpickr-day'))?.focus();
  };
  return (
    <span class="lotse-calendar">
      <button type="button" class="lotse-calendar__button" ref={buttonRef} disabled={disabled} onClick={open} aria-label={`${label || 'Datum'}: Kalender öffnen`} aria-haspopup="dialog">
        <svg width="18" height="18" viewBox="0 0 18 18" aria-hidden="true" focusable="false">
          <path fill="currentColor" d="M5 0h2v2h4V0h2v2h3a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H2a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h3V0Zm11 8H2v8h14V8Z" />
        </svg>
      </button>
      <input type="text" class="lotse-calendar__anchor" ref={anchorRef} tabIndex={-1} aria-hidden="true" id={`${domId}-calendar`} />
    </span>
  );
}

/**
 * Date and time as people type them (15.9.26, 15.09.2026, 150926; 9:30, 0930), with a calendar that opens on a button
 * and not on focus. What cannot be read stays in the field and is named, instead of vanishing.
 */
function GermanDatetime(props) {
  const { disabled, readonly, domId, errors = [], field, onBlur, onChange, onFocus, value } = props;
  const { dateLabel, timeLabel, description, disallowPassedDates, subtype = 'date', timeSerializingFormat, validate = {} } = field;
  const withDate = subtype !== 'time';
  const withTime = subtype !== 'date';
  const parts = splitValue(value, subtype);
  const [dateText, setDateText] = useState(showDate(parts.date));
  const [timeText, setTimeText] = useState(parts.time ?? '');
  const known = useRef(value);
  const { formId } = useContext(FormContext);

  // A value that came from elsewhere (the case file, another field, reset) is shown; our own typing is left alone.
  useEffect(() => {
    if (value !== known.current) {
      known.current = value;
      const now = splitValue(value, subtype);
      if (value !== null && value !== undefined && value !== '') {
        setDateText(showDate(now.date));
        setTimeText(now.time ?? '');
      } else if (parseDate(dateText) || parseTime(timeText)) {
        setDateText('');
        setTimeText('');
      }
    }
  }, [value, subtype]);

  const date = parseDate(dateText);
  const time = parseTime(timeText);
  const problems = [];
  if (withDate && dateText.trim() && !date) {
    problems.push('Dieses Datum gibt es nicht. Bitte als TT.MM.JJJJ eingeben.');
  }
  if (withTime && timeText.trim() && !time) {
    problems.push('Diese Uhrzeit gibt es nicht. Bitte als SS:MM eingeben.');
  }
  if (withDate && withTime && problems.length === 0 && Boolean(date) !== Boolean(time)) {
    problems.push('Bitte Datum und Uhrzeit angeben.');
  }
  const unreadable = Boolean((withDate && dateText.trim() && !date) || (withTime && timeText.trim() && !time));
  const shown = unreadable ? problems : [...new Set([...problems, ...errors])];

  const send = (newDate, newTime) => {
    const next = joinValue(withDate ? newDate : null, withTime ? newTime : null, subtype, timeSerializingFormat);
    if ((next ?? null) !== (known.current ?? null)) {
      known.current = next;
      onChange({ value: next });
    }
  };
  const label = dateLabel || timeLabel;
  const common = {
    disabled,
    readOnly: readonly,
    autoComplete: 'off',
    onFocus: () => onFocus?.(),
    'aria-invalid': shown.length > 0,
    'aria-required': Boolean(validate.required),
    'aria-describedby': describedBy(domId, description, shown),
    'data-unreadable': unreadable ? problems[0] : undefined,
  };
  return (
    <div class={wrapper('datetime', { errors: shown, disabled, readonly })} data-form={formId}>
      <div class="lotse-datetime">
        {withDate && (
          <div class="lotse-datetime__date">
            <Label htmlFor={`${domId}-date`} label={dateLabel} required={validate.required} />
            <span class="lotse-datetime__row">
              <input
                {...common}
                class="fjs-input"
                id={`${domId}-date`}
                type="text"
                inputMode="numeric"
                placeholder="TT.MM.JJJJ"
                value={dateText}
                onInput={({ target }) => {
                  setDateText(target.value);
                  send(parseDate(target.value, true), time);
                }}
                onBlur={() => {
                  if (date) {
                    setDateText(showDate(date));
                  }
                  send(date, time);
                  onBlur?.();
                }}
              />
              {!readonly && !disabled && (
                <CalendarButton
                  domId={domId}
                  iso={date}
                  label={label}
                  minToday={Boolean(disallowPassedDates)}
                  onPick={(iso) => {
                    setDateText(showDate(iso));
                    send(iso, time);
                  }}
                />
              )}
            </span>
          </div>
        )}
        {withTime && (
          <div class="lotse-datetime__time">
            <Label htmlFor={`${domId}-time`} label={timeLabel} required={validate.required && !withDate} />
            <input
              {...common}
              class="fjs-input"
              id={`${domId}-time`}
              type="text"
              inputMode="numeric"
              placeholder="SS:MM"
              value={timeText}
              onInput={({ target }) => {
                setTimeText(target.value);
                send(date, parseTime(target.value, true));
              }}
              onBlur={() => {
                if (time) {
                  setTimeText(time);
                }
                send(date, time);
                onBlur?.();
              }}
            />
          </div>
        )}
      </div>
      <Description id={`${domId}-description`} description={description} />
      <Errors id={`${domId}-error-message`} errors={shown} />
    </div>
  );
}
GermanDatetime.config = Datetime.config;

/** Several inputs under one question: screen readers must hear the question with each of them. */
function asGroup(Component, role, config = Component.config) {
  function Grouped(props) {
    const { field, errors = [], domId } = props;
    return (
      <div
        role={role}
        class="lotse-group"
        aria-label={plain(field.label)}
        aria-invalid={role === 'radiogroup' ? errors.length > 0 : undefined}
        aria-required={role === 'radiogroup' ? Boolean(field.validate?.required) : undefined}
        aria-describedby={describedBy(domId, field.description, errors)}
        tabIndex={-1}
      >
        <Component {...props} />
      </div>
    );
  }
  Grouped.config = config;
  return Grouped;
}

const plain = (label) => (typeof label === 'string' && !label.startsWith('=') ? label : undefined);

class OurFields {
  static $inject = ['formFields'];

  constructor(formFields) {
    formFields.register('select', NativeSelect);
    formFields.register('datetime', GermanDatetime);
    formFields.register('radio', asGroup(Radio, 'radiogroup'));
    formFields.register('checklist', asGroup(Checklist, 'group'));
    // form-js's tag list cannot be worked with a keyboard alone; the same choice as boxes can.
    formFields.register('taglist', asGroup(Checklist, 'group', Taglist.config));
  }
}

/** Our fields as a form-js module. */
export const ourFields = {
  __init__: ['lotseFields'],
  lotseFields: ['type', OurFields],
};
