// Stand-ins of MagicOnion.Server.
#nullable enable
namespace MagicOnion.Server
{
    public class ServiceContext(Grpc.Core.ServerCallContext callContext)
    {
        public Grpc.Core.ServerCallContext CallContext { get; } = callContext;
    }

    public abstract class ServiceBase<TServiceInterface> : IService<TServiceInterface>
    {
        public ServiceContext Context { get; set; } = default!;

        TServiceInterface IService<TServiceInterface>.WithCancellationToken(System.Threading.CancellationToken cancellationToken) => throw new System.NotSupportedException();
    }
}

namespace MagicOnion.Server.Hubs
{
    public abstract class StreamingHubBase<THubInterface, TReceiver> : ServiceBase<THubInterface>, IStreamingHub<THubInterface, TReceiver>
        where THubInterface : IStreamingHub<THubInterface, TReceiver>
    {
        public TReceiver Client { get; set; } = default!;

        THubInterface IStreamingHub<THubInterface, TReceiver>.FireAndForget() => throw new System.NotSupportedException();

        System.Threading.Tasks.Task IStreamingHub<THubInterface, TReceiver>.DisposeAsync() => throw new System.NotSupportedException();

        System.Threading.Tasks.Task IStreamingHub<THubInterface, TReceiver>.WaitForDisconnect() => throw new System.NotSupportedException();

        public System.Threading.Tasks.ValueTask Disconnect() => OnDisconnected();

        protected virtual System.Threading.Tasks.ValueTask OnDisconnected() => default;
    }
}
