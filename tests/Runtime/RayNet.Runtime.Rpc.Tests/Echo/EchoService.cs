using Grpc.Core;

namespace RayNet.Runtime.Rpc.Tests.Echo;

internal sealed class EchoService : IEchoService
{
    public ValueTask<int> Ping(int value) => new(value + 1);

    public ValueTask<string> NoArg() => new("noarg");

    public ValueTask Void(int value) => default;

    public ValueTask<string?> NullStr() => new((string?)null);

    public Task<string> Greet(string name, int number) => Task.FromResult($"{name}:{number}");

    public ValueTask<int> Opt(int first, int second = 42) => new(first + second);

    public Task Throw(int value) => throw new InvalidOperationException("A secret of the server.");

    public Task<int> Status(int code, string detail) => throw new RpcException(new Status((StatusCode)code, detail));
}
