using RayNet.CompilerServices;
using RayNet.Gateways.Calls;
using RayNet.Gateways.Streams;
using RayNet.Runtime.Rpc;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Gateways.Hosting;

/// <summary>Makes handlers of an exposed class: one for each call, and a hub with the calls and the streams.</summary>
internal sealed class GatewayBinder(ExposedService service, RpcDispatcher dispatcher, CallRunner runner, GatewayOptions options) : ExposedBinder
{
    private readonly List<HubHandler<StreamTable>> _hub = [];

    internal void Bind()
    {
        service.Bind(this);
        if (service.HubName is { } hub)
        {
            _hub.Add(HubHandler<StreamTable>.Create(
                new HubMethod<int, Unit>(RpcStreams.StopMethod, RpcStreams.StopId, new CheckedCodec<int>(hub, RpcStreams.StopMethod, RpcCodecs.Of<int>()), RpcCodecs.Nil),
                static (streams, number, _) => streams.StopAsync(number)));
            var contract = new HubContract<StreamTable, StreamSink> { Name = hub, Handlers = [.. _hub], Callbacks = [], CreateReceiver = static sink => new StreamSink(sink) };
            dispatcher.AddHub(new HubEndpoint<StreamTable, StreamSink>(contract, caller => new StreamTable(caller, options.MaxStreamsPerConnection, runner)));
        }
    }

    public override void AddCall<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, Func<TRequest, ExposedCall, ObjectRef<TResponse>> submit) =>
        Add(method, (request, call) => submit(request, call).AsTask());

    public override void AddVoidCall<TRequest>(RpcMethod<TRequest, Unit> method, Func<TRequest, ExposedCall, ObjectRef> submit) =>
        Add(method, (request, call) => RpcResults.WithValue(submit(request, call).AsTask()).AsTask());

    public override void AddStream<TRequest, TItem>(RpcStream<TRequest, TItem> method, Func<TRequest, int> streamOf, Func<TRequest, ExposedCall, ObjectRefStream<TItem>> submit)
    {
        var start = new HubMethod<TRequest, Unit>(method.Name, method.Id, new CheckedCodec<TRequest>(method.Hub, method.Name, method.Request), RpcCodecs.Nil);
        var push = new HubPush<StreamSink, StreamItem<TItem>>(method.ItemName, method.ItemId, StreamCodecs.Item(method.Item), static (_, _, _) => { });
        _hub.Add(HubHandler<StreamTable>.Create(start, (streams, request, _) =>
        {
            streams.Start($"{method.Hub}/{method.Name}", streamOf(request), call => submit(request, call), push);
            return default;
        }));
    }

    private void Add<TRequest, TResponse>(RpcMethod<TRequest, TResponse> method, Func<TRequest, ExposedCall, Task<TResponse>> submit)
    {
        dispatcher.AddHandler(new GatewayHandler<TRequest, TResponse>(method, runner, submit));
        if (service.HubName is { } hub)
        {
            string name = $"{hub}/{method.Name}";
            var call = new HubMethod<TRequest, TResponse>(method.Name, MethodHash.Of(method.Name), new CheckedCodec<TRequest>(hub, method.Name, method.Request), method.Response);
            _hub.Add(HubHandler<StreamTable>.Create(call, (_, request, disconnected) => new ValueTask<TResponse>(runner.RunAsync(name, request, submit, disconnected))));
        }
    }
}
