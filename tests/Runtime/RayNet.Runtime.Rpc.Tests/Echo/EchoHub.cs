using Grpc.Core;
using RayNet.Runtime.Rpc.Hubs;

namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>Behaves as the recorded hub did.</summary>
internal sealed class EchoHub(HubCaller<IEchoReceiver> caller, HubGroup<IEchoReceiver> group) : IEchoHub
{
    private int _posted;

    public ValueTask<int> Ping(int value) => new(value + 1);

    public ValueTask<string> Greet(string name, int number) => new($"{name}:{number}");

    public Task Nothing() => Task.CompletedTask;

    public Task Boom(int value) => throw new InvalidOperationException("A secret of the server.");

    public Task Status(int code, string detail) => throw new RpcException(new Status((StatusCode)code, detail));

    public async Task Post(int value)
    {
        await Task.Yield();
        _posted += value;
    }

    public Task<int> Posted() => Task.FromResult(_posted);

    public Task Join(string room)
    {
        group.Add(caller);
        return Task.CompletedTask;
    }

    public Task Say(string text)
    {
        group.All.OnMessage("srv", text);
        group.All.OnBare();
        return Task.CompletedTask;
    }

    public async Task<int> AskMe(int value) => await caller.Receiver.Ask(value) - 1;

    public async Task<string> AskMeFail()
    {
        try
        {
            return await caller.Receiver.AskFail();
        }
        catch (RpcException exception)
        {
            return $"{nameof(RpcException)}|{exception.StatusCode}|";
        }
    }
}
