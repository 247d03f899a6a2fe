namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>The service that the byte vectors were recorded with.</summary>
[RpcService]
internal interface IEchoService
{
    ValueTask<int> Ping(int value);

    ValueTask<string> NoArg();

    ValueTask Void(int value);

    ValueTask<string?> NullStr();

    Task<string> Greet(string name, int number);

    ValueTask<int> Opt(int first, int second = 42);

    Task Throw(int value);

    Task<int> Status(int code, string detail);
}
