namespace RayNet.Runtime.Control;

/// <summary>One attempt of a task of which an attempt has failed, as its owner told the node beside it.</summary>
/// <param name="Task">The task, as its id is written.</param>
/// <param name="Job">Its job.</param>
/// <param name="Name">Its name.</param>
/// <param name="Attempt">Its number, from 1.</param>
/// <param name="Node">Where it ran.</param>
/// <param name="State">Running, finished or failed.</param>
/// <param name="Error">Why it failed; empty otherwise.</param>
internal sealed record TaskAttemptState(string Task, JobId Job, string Name, int Attempt, NodeId Node, string State, string Error)
{
    internal const string Running = "running";
    internal const string Finished = "finished";
    internal const string Failed = "failed";
}
