using RayNet.Runtime.Deployment.Processes;
using RayNet.Runtime.Deployment.TestApp;

if (WorkerEnvironment.IsWorker)
{
    var environment = WorkerEnvironment.Take();
    environment.Apply();
    return Interpreter.Run(environment.Settings["SOCKET"], args, environment);
}

return args switch
{
    ["connect", var socket, ..] => Interpreter.Run(socket, args, null),
    ["measure", ..] => await Measure.RunAsync(),
    _ when Environment.GetEnvironmentVariable("TEST_SOCKET") is { } socket => Interpreter.Run(socket, args, null),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("connect SOCKET | measure");
    return 2;
}
