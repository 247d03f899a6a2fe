namespace RayNet.Runtime.Rpc.Tests.Echo;

internal interface IProbeReceiver
{
    void OnNumber(int number);

    Task<string> AnswerAsync(string question, CancellationToken cancellationToken);
}
