"""What the mouse does in the view beyond moving the camera: placing and dragging marks."""
