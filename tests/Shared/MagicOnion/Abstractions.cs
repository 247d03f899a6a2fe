// Stand-ins of MagicOnion's public types, by their documented shapes: enough to compile against, and to call a service in its own process.
#nullable enable
namespace MagicOnion
{
    public interface IServiceMarker;

    public interface IService<TSelf> : IServiceMarker
    {
        TSelf WithCancellationToken(System.Threading.CancellationToken cancellationToken);
    }

    public interface IStreamingHubMarker : IServiceMarker;

    public interface IStreamingHub<TSelf, TReceiver> : IStreamingHubMarker
    {
        TSelf FireAndForget();

        System.Threading.Tasks.Task DisposeAsync();

        System.Threading.Tasks.Task WaitForDisconnect();
    }

    [System.AttributeUsage(System.AttributeTargets.Class | System.AttributeTargets.Method)]
    public sealed class IgnoreAttribute : System.Attribute;

    public readonly struct UnaryResult(System.Threading.Tasks.Task task)
    {
        public System.Runtime.CompilerServices.TaskAwaiter GetAwaiter() => task.GetAwaiter();
    }

    public readonly struct UnaryResult<T>(System.Threading.Tasks.Task<T> task)
    {
        public UnaryResult(T value)
            : this(System.Threading.Tasks.Task.FromResult(value))
        {
        }

        public System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter() => task.GetAwaiter();
    }

    public readonly struct DynamicArgumentTuple<T1, T2>(T1 item1, T2 item2)
    {
        public readonly T1 Item1 = item1;
        public readonly T2 Item2 = item2;
    }

    public readonly struct DynamicArgumentTuple<T1, T2, T3>(T1 item1, T2 item2, T3 item3)
    {
        public readonly T1 Item1 = item1;
        public readonly T2 Item2 = item2;
        public readonly T3 Item3 = item3;
    }
}

namespace MagicOnion.Serialization
{
    public interface IMagicOnionSerializerProvider;
}

namespace Grpc.Core
{
#if !HAS_GRPC
    public enum MethodType
    {
        Unary,
    }

    public abstract class CallInvoker;

    public abstract class ServerCallContext
    {
        public abstract System.Threading.CancellationToken CancellationToken { get; }
    }
#endif
}
