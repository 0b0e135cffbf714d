import type { Detector, Span } from './detector.ts'
import { matches } from './matches.ts'
import { withoutOverlap } from './without-overlap.ts'

/** A certain one, or one with a name: `kvinnojouren`, `kvinnojour Påhittet`, `Alla kvinnors hus`. */
const HOUSES =
  /(?<![\p{L}\d-])(?:(?:kvinno|tjej|mans|brottsoffer)[ -]?jourens?|kvinnohuset|(?:alla )?kvinnors hus|jour[ -]?boendet?|jour[ -]?lägenhet(?:en)?|skydds[ -]?boendet?|skydds[ -]?lägenhet(?:en)?|kris[ -]?boendet?|kris[ -]?centr(?:um|et)|härbärget?)(?!\p{L})/giu
const NAMED = /(?<![\p{L}\d-])(?:[Kk]vinno|[Tt]jej)jour(?:en)? \p{Lu}\p{L}+/gu
/** Where she is said to be; to wish for protected housing tells nobody where. */
const LIVES =
  /(?<!\p{L})(?:bor|bodde|är|finns|vistas|placera(?:d|de|des|t|ts)|flytta(?:r|t|de)?|kom(?:mit)?|kvar|beviljats|fått) (?:\p{L}+ ){0,3}?(?:på|i|till|ett|det) (?<what>(?:skyddat|skyddade) boende(?:t)?)(?!\p{L})/giu

/** That somebody is at a shelter, and which (SoL 15:7; practice.md §2.0, ADR). */
export const shelter: Detector = {
  name: 'shelter',
  find: (text): Span[] =>
    withoutOverlap([...matches(text, NAMED), ...matches(text, HOUSES), ...matches(text, LIVES)]),
}
