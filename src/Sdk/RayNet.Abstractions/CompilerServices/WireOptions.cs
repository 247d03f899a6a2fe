using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>The options of <see cref="RaySerializer"/> with what references need: formatters find it where values hold some.</summary>
internal sealed class WireOptions : ResolverOptions
{
    internal WireOptions(WireContext context)
        : base(RaySerializer.Options) => Context = context;

    private WireOptions(WireOptions from)
        : base(from) => Context = from.Context;

    internal WireContext Context { get; }

    internal static WireContext ContextOf(MessagePackSerializerOptions options, Type type) =>
        options is WireOptions wire ? wire.Context : throw new RaySerializationException(
            $"A '{type}' cannot be serialized by RaySerializer: a reference travels only inside remote calls, where the runtime counts it. "
            + "Pass it to a remote call, or write the value that it refers to.");

    protected override MessagePackSerializerOptions Clone() => new WireOptions(this);
}
