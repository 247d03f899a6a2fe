using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Jobs;

/// <summary>A job whose files are there.</summary>
/// <param name="App">The program.</param>
/// <param name="WorkingDirectory">The folder that it starts in.</param>
/// <param name="Lease">Let go when the job has ended: keeps the files.</param>
internal sealed record JobStart(RunnableApp App, string WorkingDirectory, IDisposable? Lease);
