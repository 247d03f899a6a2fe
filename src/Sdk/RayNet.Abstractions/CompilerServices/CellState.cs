namespace RayNet.CompilerServices;

/// <summary>The states of an <see cref="ObjectCell"/>, in the only order in which they are passed.</summary>
internal static class CellState
{
    /// <summary>Arguments are not there yet, or a retry waits for its delay.</summary>
    internal const int Waiting = 0;

    /// <summary>In a queue: whoever moves it to <see cref="Running"/> runs it.</summary>
    internal const int Queued = 1;

    /// <summary>User code runs, or its task has not ended.</summary>
    internal const int Running = 2;

    /// <summary>One thread has won the right to write the outcome.</summary>
    internal const int Completing = 3;

    internal const int Succeeded = 4;

    internal const int Failed = 5;

    /// <summary>Succeeded, and the value was given up because nothing refers to it.</summary>
    internal const int Released = 6;
}
