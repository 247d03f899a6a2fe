using MessagePack;

namespace RayNet.CompilerServices;

/// <summary>How arguments and results are written: as MagicOnion's defaults do, with the limits for untrusted data, which change no byte.</summary>
internal static class RpcSerializer
{
    internal static MessagePackSerializerOptions Options { get; } =
        new ResolverOptions(RpcResolver.Instance).WithSecurity(MessagePackSecurity.UntrustedData);
}
