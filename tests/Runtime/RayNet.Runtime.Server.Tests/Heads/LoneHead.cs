using Grpc.Core;
using Grpc.Net.Client;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Control;
using RayNet.Runtime.Head;
using RayNet.Runtime.Rpc;

namespace RayNet.Runtime.Server.Tests.Heads;

/// <summary>A client of one head that does not go on to another.</summary>
internal sealed class LoneHead : IDisposable
{
    private readonly GrpcChannel _channel;

    internal LoneHead(string address)
    {
        _channel = GrpcChannel.ForAddress(new Uri($"http://{address}"));
        Service = new HeadServiceClient(new GrpcInvoker(_channel.CreateCallInvoker(), static () => new Metadata
        {
            { RayNetProtocol.ProtocolHeader, RayNetProtocol.Versions },
            { RayNetProtocol.VersionHeader, BuildVersion.Current },
        }));
    }

    internal IHeadService Service { get; }

    public void Dispose() => _channel.Dispose();
}
