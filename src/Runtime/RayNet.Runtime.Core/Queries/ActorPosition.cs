using System.Globalization;

namespace RayNet.Runtime.Queries;

/// <summary>How far a question about the actors of one owner has read, the newest first: all down to this one.</summary>
/// <param name="Sequence">The number in its id.</param>
internal readonly record struct ActorPosition(ulong Sequence)
{
    /// <summary>Before the first page.</summary>
    internal static ActorPosition Begin => new(ulong.MaxValue);

    /// <summary>Reads what <see cref="ToString"/> wrote; <see cref="Begin"/> for nothing.</summary>
    /// <exception cref="InvalidOptionException">It is something else.</exception>
    internal static ActorPosition Parse(string? text) => string.IsNullOrEmpty(text) ? Begin
        : ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong sequence) ? new ActorPosition(sequence)
        : throw QueryChecks.Unknown(text);

    public override string ToString() => Sequence.ToString("x", CultureInfo.InvariantCulture);
}
