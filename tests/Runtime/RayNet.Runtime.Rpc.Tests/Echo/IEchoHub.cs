namespace RayNet.Runtime.Rpc.Tests.Echo;

/// <summary>The hub that the byte vectors were recorded with; the names are those whose hashes stand there.</summary>
[RpcHub(typeof(IEchoReceiver))]
internal interface IEchoHub
{
    ValueTask<int> Ping(int value);

    ValueTask<string> Greet(string name, int number);

    Task Nothing();

    Task Boom(int value);

    Task Status(int code, string detail);

    Task Post(int value);

    Task<int> Posted();

    Task Join(string room);

    Task Say(string text);

    Task<int> AskMe(int value);

    Task<string> AskMeFail();
}
