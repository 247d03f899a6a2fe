namespace RayNet.Runtime.ObjectStore.Tests.Processes;
internal static class ChildProcess { internal const string Switch = "--store-child"; }
