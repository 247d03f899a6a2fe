namespace RayNet.Analyzers.Tests.Mistakes;

/// <summary>What a newcomer writes, and what to write instead.</summary>
/// <param name="Title">The mistake in a few words.</param>
/// <param name="Source">The code.</param>
/// <param name="Advice">What to write instead, in one or two sentences.</param>
/// <param name="Remedy">The code as it should be; <see langword="null"/> where the first code fix that the editor offers writes it.</param>
internal sealed record Mistake(string Title, string Source, string Advice, string? Remedy);
