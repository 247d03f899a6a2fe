namespace RayNet.Runtime.Rpc.Tests.Echo;

internal interface IEchoReceiver
{
    void OnMessage(string from, string text);

    void OnBare();

    Task<int> Ask(int value);

    ValueTask<string> AskFail();
}
