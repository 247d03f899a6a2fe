namespace RayNet.Runtime.ObjectStore.Objects;

/// <summary>What came of the wish to create an object.</summary>
internal enum CreateOutcome
{
    /// <summary>The caller has the memory: it writes the object, then seals or aborts it.</summary>
    Created,

    /// <summary>The object is there, in memory or on disk.</summary>
    AlreadyStored,

    /// <summary>Another producer is at it.</summary>
    BeingCreated,
}
