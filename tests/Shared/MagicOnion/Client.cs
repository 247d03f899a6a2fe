// Stand-ins of MagicOnion.Client.
#nullable enable
namespace MagicOnion.Client
{
    public sealed class MagicOnionClientOptions(System.Func<string, object?, System.Threading.Tasks.Task<object?>>? send = null)
    {
        public System.Func<string, object?, System.Threading.Tasks.Task<object?>>? Send { get; } = send;
    }

    public abstract class MagicOnionClientBase(MagicOnionClientOptions options)
    {
        public MagicOnionClientOptions Options { get; } = options;
    }

    public abstract class MagicOnionClientBase<T>(MagicOnionClientOptions options) : MagicOnionClientBase(options)
        where T : IService<T>
    {
        public T WithCancellationToken(System.Threading.CancellationToken cancellationToken) => (T)(object)Clone(Options);

        protected abstract MagicOnionClientBase<T> Clone(MagicOnionClientOptions options);
    }

    public delegate T MagicOnionClientFactoryDelegate<out T>(MagicOnionClientOptions clientOptions, MagicOnion.Serialization.IMagicOnionSerializerProvider serializerProvider)
        where T : IService<T>;

    public interface IMagicOnionClientFactoryProvider
    {
        bool TryGetFactory<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MagicOnionClientFactoryDelegate<T>? factory)
            where T : IService<T>;
    }

    public static class MagicOnionClientFactoryProvider
    {
        public static IMagicOnionClientFactoryProvider Default { get; set; } = new Nothing();

        private sealed class Nothing : IMagicOnionClientFactoryProvider
        {
            public bool TryGetFactory<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MagicOnionClientFactoryDelegate<T>? factory)
                where T : IService<T>
            {
                factory = null;
                return false;
            }
        }
    }

    public class ImmutableMagicOnionClientFactoryProvider(params IMagicOnionClientFactoryProvider[] providers) : IMagicOnionClientFactoryProvider
    {
        public ImmutableMagicOnionClientFactoryProvider Add(IMagicOnionClientFactoryProvider provider) => new([.. providers, provider]);

        public bool TryGetFactory<T>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out MagicOnionClientFactoryDelegate<T>? factory)
            where T : IService<T>
        {
            foreach (IMagicOnionClientFactoryProvider provider in providers)
            {
                if (provider.TryGetFactory(out factory))
                {
                    return true;
                }
            }

            factory = null;
            return false;
        }
    }

    public sealed class StreamingHubClientOptions;

    public delegate TStreamingHub StreamingHubClientFactoryDelegate<out TStreamingHub, in TReceiver>(TReceiver receiver, Grpc.Core.CallInvoker callInvoker, StreamingHubClientOptions options)
        where TStreamingHub : IStreamingHub<TStreamingHub, TReceiver>;

    public interface IStreamingHubClientFactoryProvider
    {
        bool TryGetFactory<TStreamingHub, TReceiver>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StreamingHubClientFactoryDelegate<TStreamingHub, TReceiver>? factory)
            where TStreamingHub : IStreamingHub<TStreamingHub, TReceiver>;
    }

    public static class StreamingHubClientFactoryProvider
    {
        public static IStreamingHubClientFactoryProvider Default { get; set; } = new ImmutableStreamingHubClientFactoryProvider();
    }

    public class ImmutableStreamingHubClientFactoryProvider(params IStreamingHubClientFactoryProvider[] providers) : IStreamingHubClientFactoryProvider
    {
        public ImmutableStreamingHubClientFactoryProvider Add(IStreamingHubClientFactoryProvider provider) => new([.. providers, provider]);

        public bool TryGetFactory<TStreamingHub, TReceiver>([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out StreamingHubClientFactoryDelegate<TStreamingHub, TReceiver>? factory)
            where TStreamingHub : IStreamingHub<TStreamingHub, TReceiver>
        {
            foreach (IStreamingHubClientFactoryProvider provider in providers)
            {
                if (provider.TryGetFactory(out factory))
                {
                    return true;
                }
            }

            factory = null;
            return false;
        }
    }

    /// <summary>Keeps what would be sent, and takes what would be received.</summary>
    public abstract class StreamingHubClientBase<TStreamingHub, TReceiver>(string serviceName, TReceiver receiver, Grpc.Core.CallInvoker callInvoker, StreamingHubClientOptions options)
        where TStreamingHub : IStreamingHub<TStreamingHub, TReceiver>
    {
        protected readonly TReceiver receiver = receiver;

        public System.Collections.Generic.List<(bool IsAnswered, int Method, object? Message)> Sent { get; } = [];

        public string ServiceName { get; } = serviceName;

        public Grpc.Core.CallInvoker Calls { get; } = callInvoker;

        public StreamingHubClientOptions Options { get; } = options;

        /// <summary>What the next message from the server is read as.</summary>
        public object? Received { get; set; }

        public System.Threading.Tasks.Task DisposeAsync() => System.Threading.Tasks.Task.CompletedTask;

        public System.Threading.Tasks.Task WaitForDisconnect() => System.Threading.Tasks.Task.CompletedTask;

        public void Broadcast(int methodId) => OnBroadcastEvent(methodId, default);

        public void Respond(int methodId, object taskSource) => OnResponseEvent(methodId, taskSource, default);

        protected abstract void OnBroadcastEvent(int methodId, System.ReadOnlyMemory<byte> data);

        protected abstract void OnResponseEvent(int methodId, object taskSource, System.ReadOnlyMemory<byte> data);

        protected abstract void OnClientResultEvent(int methodId, System.Guid messageId, System.ReadOnlyMemory<byte> data);

        protected T Deserialize<T>(System.ReadOnlyMemory<byte> data) => (T)Received!;

        protected void SetResultForResponse<TResponse>(object taskSource, System.ReadOnlyMemory<byte> data) =>
            ((System.Threading.Tasks.TaskCompletionSource<TResponse>)taskSource).SetResult((TResponse)Received!);

        protected System.Threading.Tasks.ValueTask WriteMessageWithResponseValueTaskAsync<TRequest, TResponse>(int methodId, TRequest message)
        {
            Sent.Add((true, methodId, message));
            return default;
        }

        protected System.Threading.Tasks.ValueTask<TResponse> WriteMessageWithResponseValueTaskOfTAsync<TRequest, TResponse>(int methodId, TRequest message)
        {
            Sent.Add((true, methodId, message));
            return new((TResponse)Received!);
        }

        protected System.Threading.Tasks.ValueTask WriteMessageFireAndForgetValueTaskAsync<TRequest, TResponse>(int methodId, TRequest message)
        {
            Sent.Add((false, methodId, message));
            return default;
        }

        protected System.Threading.Tasks.ValueTask<TResponse> WriteMessageFireAndForgetValueTaskOfTAsync<TRequest, TResponse>(int methodId, TRequest message)
        {
            Sent.Add((false, methodId, message));
            return default;
        }
    }
}

namespace MagicOnion.Client.Internal
{
    public abstract class RawMethodInvoker<TRequest, TResponse>
    {
        public abstract UnaryResult<TResponse> InvokeUnary(MagicOnionClientBase client, string path, TRequest request);

        public abstract UnaryResult InvokeUnaryNonGeneric(MagicOnionClientBase client, string path, TRequest request);
    }

    public static class RawMethodInvoker
    {
        public static RawMethodInvoker<TRequest, TResponse> Create_RefType_RefType<TRequest, TResponse>(Grpc.Core.MethodType methodType, string serviceName, string name, MagicOnion.Serialization.IMagicOnionSerializerProvider messageSerializerProvider)
            where TRequest : class
            where TResponse : class => new Invoker<TRequest, TResponse>();

        public static RawMethodInvoker<TRequest, TResponse> Create_RefType_ValueType<TRequest, TResponse>(Grpc.Core.MethodType methodType, string serviceName, string name, MagicOnion.Serialization.IMagicOnionSerializerProvider messageSerializerProvider)
            where TRequest : class => new Invoker<TRequest, TResponse>();

        public static RawMethodInvoker<TRequest, TResponse> Create_ValueType_RefType<TRequest, TResponse>(Grpc.Core.MethodType methodType, string serviceName, string name, MagicOnion.Serialization.IMagicOnionSerializerProvider messageSerializerProvider)
            where TResponse : class => new Invoker<TRequest, TResponse>();

        public static RawMethodInvoker<TRequest, TResponse> Create_ValueType_ValueType<TRequest, TResponse>(Grpc.Core.MethodType methodType, string serviceName, string name, MagicOnion.Serialization.IMagicOnionSerializerProvider messageSerializerProvider) =>
            new Invoker<TRequest, TResponse>();

        private sealed class Invoker<TRequest, TResponse> : RawMethodInvoker<TRequest, TResponse>
        {
            public override UnaryResult<TResponse> InvokeUnary(MagicOnionClientBase client, string path, TRequest request) => new(SendAsync(client, path, request));

            public override UnaryResult InvokeUnaryNonGeneric(MagicOnionClientBase client, string path, TRequest request) => new(SendAsync(client, path, request));

            private static async System.Threading.Tasks.Task<TResponse> SendAsync(MagicOnionClientBase client, string path, TRequest request) => (TResponse)(await client.Options.Send!(path, request))!;
        }
    }
}
