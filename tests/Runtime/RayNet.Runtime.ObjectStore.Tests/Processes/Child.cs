namespace RayNet.Runtime.ObjectStore.Tests.Processes;
internal static class Child { public static Task<int> RunAsync(string[] args) => Task.FromResult(args.Length); }
