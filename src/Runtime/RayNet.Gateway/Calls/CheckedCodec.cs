using Grpc.Core;
using MessagePack;
using RayNet.CompilerServices;

namespace RayNet.Gateways.Calls;

/// <summary>Says INVALID_ARGUMENT of arguments that cannot be read.</summary>
internal sealed class CheckedCodec<T>(string service, string method, RpcCodec<T> inner) : RpcCodec<T>
{
    public override void Write(ref MessagePackWriter writer, T value) => inner.Write(ref writer, value);

    public override T Read(ref MessagePackReader reader)
    {
        try
        {
            return inner.Read(ref reader);
        }
        catch (Exception exception)
        {
            throw new RpcException(new Status(StatusCode.InvalidArgument, $"The arguments of {service}/{method} cannot be read: {exception.Message}", exception));
        }
    }
}
