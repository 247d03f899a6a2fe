using MessagePack;

namespace RayNet;

/// <summary>
/// Options with a resolver and nothing else. MessagePack's own <c>Standard</c> refers to its resolvers, which emit code at run time: trimmed and natively
/// compiled applications would carry them, with a warning for each.
/// </summary>
internal class ResolverOptions : MessagePackSerializerOptions
{
    internal ResolverOptions(IFormatterResolver resolver)
        : base(resolver)
    {
    }

    private protected ResolverOptions(MessagePackSerializerOptions from)
        : base(from)
    {
    }

    /// <summary>No value names its type.</summary>
    public override Type? LoadType(string typeName) => null;

    protected override MessagePackSerializerOptions Clone() => new ResolverOptions(this);
}
