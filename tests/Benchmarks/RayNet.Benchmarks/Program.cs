using BenchmarkDotNet.Running;
using RayNet.Benchmarks.Head;
using RayNet.Benchmarks.Micro;
using RayNet.Benchmarks.Paired;
using RayNet.Benchmarks.Scheduling;
using RayNet.Benchmarks.Store;

switch (args)
{
    case ["paired", .. string[] parts]:
        return await PairedRun.RunAsync(parts);
    case ["startup", string program, string empty, .. string[] native]:
        return await StartupRun.RunAsync(program, empty, native.FirstOrDefault());
    case ["store"]:
        return await StoreRun.RunAsync();
    case ["scheduling"]:
        return SchedulingRun.Run();
    case ["head"]:
        return await HeadRun.RunAsync();
    case ["micro", .. string[] rest]:
        BenchmarkSwitcher.FromTypes([typeof(MicroBenchmarks)]).Run(rest);
        return 0;
    default:
        Console.Error.WriteLine("usage: paired [part of a name ...] | store | scheduling | head | startup PROGRAM EMPTY [NATIVE] | micro [BenchmarkDotNet options]");
        return 2;
}
