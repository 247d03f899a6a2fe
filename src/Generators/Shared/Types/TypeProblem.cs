namespace RayNet.Roslyn.Types;

/// <summary>Why a type cannot travel.</summary>
/// <param name="DiagnosticId">RN1004 or RN1005; empty when the compiler itself reports the type.</param>
/// <param name="Path">The members from the root, to be put directly behind the name of the parameter: <c>.Customer.Lines[].Price</c>; empty for the root.</param>
/// <param name="TypeName">The type, as a reader of the source knows it.</param>
/// <param name="Reason">Part of a sentence, without a capital and a full stop.</param>
/// <param name="Remedy">What to do, as a part of a sentence.</param>
internal sealed record TypeProblem(string DiagnosticId, string Path, string TypeName, string Reason, string Remedy);
