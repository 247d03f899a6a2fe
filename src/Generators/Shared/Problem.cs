using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn;

/// <summary>Something that is wrong with a declaration; the analyzer makes a diagnostic of it.</summary>
/// <param name="Id">One of <see cref="DiagnosticIds"/>.</param>
/// <param name="Location">Where it is wrong.</param>
/// <param name="Arguments">What the message is filled with, in the order of the contract.</param>
internal readonly record struct Problem(string Id, Location Location, EquatableArray<string> Arguments);
