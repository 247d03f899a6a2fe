using System.ComponentModel;
using System.Text;
using MessagePack.Formatters;

namespace RayNet.CompilerServices;

/// <summary>A text that can be changed.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class StringBuilderTraits : ValueTraits<StringBuilder>
{
    /// <inheritdoc />
    public override StringBuilder Copy(StringBuilder value) => value is null ? null! : new StringBuilder().Append(value);

    /// <inheritdoc />
    public override object CreateFormatter() => StringBuilderFormatter.Instance;
}
