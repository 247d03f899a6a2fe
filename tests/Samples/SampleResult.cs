namespace RayNet.Samples.Tests;

/// <summary>What a sample left behind.</summary>
internal sealed record SampleResult(int ExitCode, string Output, string Errors);
